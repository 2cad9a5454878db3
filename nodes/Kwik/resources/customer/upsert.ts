import type { DecideRule, Done, Operation } from '../../../shared/contract/operation';
import { inBrief } from '../../../shared/contract/text';
import { missingName, namedBy, properties } from './create';
import { allRecords, findCreated, simplifiedCustomer } from './records';

/** One list call per run; then each item updates the customer with its reference, or creates it. */
const byReference: DecideRule = {
	request: ({ path }) => ({ method: 'GET', path: path.replace(/(create|update)$/, 'list') }),
	records: allRecords,
	keysOf: (customer) => (customer.reference ? [String(customer.reference)] : []),
	oneAfterAnother: true,
	purpose: 'finds the customer by its reference: one that is there is updated, else it is created',
	use: (planned, found) => {
		if (found.length > 1) {
			const ids = inBrief(found.map(({ id }) => String(id)));
			return {
				problem: {
					field: 'reference',
					label: 'Reference',
					message: `is that of ${found.length} customers (${ids}): update the right one by its ID`,
				},
			};
		}
		const id = found[0]?.id;
		if (id === undefined) {
			const problem = missingName(planned.record!);
			return problem ? { problem } : { request: planned };
		}
		return {
			request: {
				...planned,
				path: planned.path.replace(/create$/, 'update'),
				record: { id, ...planned.record },
				// Setting the same values twice changes nothing.
				repeat: 'safe',
			},
		};
	},
};

/**
 * Updates the customer with a reference, or creates it. Kwik has no such call: it is made of
 * `GET customers/list`, `POST customers/update` and `POST customers/create`, kwik.md 2.2–2.4.
 */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update customer',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties,
	namedBy,
	changes: 'Use Update with Fields to Clear to empty it.',
	request: (item) => {
		const record = item.record();
		const reference = String(record.reference);
		return {
			method: 'POST',
			path: `/${item.apiVersion}/customers/create`,
			record,
			lookFor: { reference },
			concerns: reference,
		};
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	decide: { reference: byReference },
	reconcile: findCreated,
	result: allRecords,
	simplify: simplifiedCustomer,
	tell: createdAndUpdated,
};

function createdAndUpdated(done: Done[]): string[] {
	const settled = done.filter(({ record }) => record !== undefined);
	const created = settled.filter(({ request }) => request.path.endsWith('create')).length;
	return settled.length === 0
		? []
		: [`Customers created: ${created}, updated: ${settled.length - created}.`];
}
