// The customer an operation works on. Kwik's own calls take its ID only: by anything else it is found in the list,
// which is read once per run. kwik.md 2.4, D24.
import type { IDataObject } from 'n8n-workflow';
import type { DecideRule, Decision } from '../../../shared/contract/operation';
import type { Item, Located } from '../../../shared/contract/item';
import type { ProviderRequest } from '../../../shared/contract/request';
import { inBrief } from '../../../shared/contract/text';
import { locator } from '../../../shared/form/commonFields';
import { allRecords } from './records';

export const customerId = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_abc123',
	'The customer, chosen from the list or given by its ID, your reference or its e-mail address',
	{ displayName: 'By Reference', name: 'reference', placeholder: 'e.g. CLN240919000001' },
	{ displayName: 'By E-Mail', name: 'email', placeholder: 'e.g. customer@example.com' },
);

/** The customer of an item: its ID, or what it is looked for by. */
export function customerOf(item: Item): {
	id: string | undefined;
	lookFor: Pick<ProviderRequest, 'lookFor'>;
	located: Located;
} {
	const located = item.located('customerId');
	if (located.by === 'id') return { id: located.value, lookFor: {}, located };
	return { id: undefined, lookFor: { lookFor: { customer: keyOf(located) } }, located };
}

/** What a customer is looked for by; also how a sentence calls it. */
export function keyOf({ by, value }: Located): string {
	return by === 'email' ? `email ${value.toLowerCase()}` : `${by} ${value}`;
}

/** Finds the customer an item names. @param use what the item turns into with it */
export function customerNamed(
	use: (planned: ProviderRequest, customer: IDataObject) => Decision,
): DecideRule {
	return {
		request: (_planned, apiVersion) => ({ method: 'GET', path: `/${apiVersion}/customers/list` }),
		records: allRecords,
		keysOf: ({ id, reference, email }) => [
			`id ${String(id)}`,
			...(reference ? [keyOf({ by: 'reference', value: String(reference).trim() })] : []),
			...(email ? [keyOf({ by: 'email', value: String(email).trim() })] : []),
		],
		purpose: 'finds the customer in the list',
		use: (planned, found, key) => {
			const [customer, ...others] = found;
			if (customer && others.length === 0) return use(planned, customer);
			const ids = inBrief(found.map(({ id }) => String(id)));
			return {
				problem: {
					field: 'customerId',
					label: 'Customer',
					message: customer
						? `is not clear: ${found.length} customers (${ids}) have the ${key}; give the ID instead`
						: `is not known: no customer of this account has the ${key}`,
				},
			};
		},
	};
}

/** Puts a found customer into a record that changes it, with the reference that Kwik may ask for (D4). */
export function changeOf(planned: ProviderRequest, { id, reference }: IDataObject): Decision {
	const own = reference ? { reference } : {};
	return { request: { ...planned, record: { id, ...own, ...planned.record } } };
}
