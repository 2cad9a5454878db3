// The operations of the nodes as scenarios use them.
import type { IDataObject } from 'n8n-workflow';
import type { CredentialName, NodeName } from '../program';
import type { ProviderName } from '../providers';
import { kwik } from './kwik';
import { makePay } from './makePay';
import { smarterPay } from './smarterPay';
import type { Guarantee, Tested } from './tested';

export type { Guarantee, Tested } from './tested';

const operations = { ...kwik, ...smarterPay, ...makePay };
export type OperationName = keyof typeof operations;
export const OPERATIONS: Record<OperationName, Tested> = operations;

export const CREDENTIAL_TYPES: Record<ProviderName, CredentialName> = {
	kwik: 'kwikApi',
	smarterPay: 'smarterPayApi',
	makePay: 'makePayPartnerApi',
};
export const NODE_NAMES: Record<ProviderName, NodeName> = {
	kwik: 'kwik',
	smarterPay: 'smarterPay',
	makePay: 'makePay',
};

/** What may be promised for a row: some operations depend on what the row brings. */
export function guaranteeFor({ repeat, operation, provider }: Tested, row: IDataObject): Guarantee {
	return provider === 'makePay' && operation === 'upsert' && !row.email ? 'never' : repeat;
}

/** What tells a row apart, as text. */
export function tagOf(tested: Tested, row: IDataObject): string {
	return String((row[tested.tag] as string | number | null | undefined) ?? '').trim();
}

/** The id of the record in an output item, simplified or not. */
export function recordIdOf({ provider }: Tested, json: IDataObject): string | undefined {
	const customerInside = json.customer as IDataObject | undefined;
	const linkInside = json.paymentLink as IDataObject | undefined;
	const id =
		provider === 'makePay'
			? (json.uid ?? customerInside?.uid ?? linkInside?.uid ?? json.id ?? json.customerId)
			: json.id;
	return id === undefined || id === null ? undefined : String(id);
}
