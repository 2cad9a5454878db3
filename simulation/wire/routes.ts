// What a request asks for, read from the wire: the provider's call, and the rows it concerns.
import type { IDataObject } from 'n8n-workflow';
import type { ProviderName } from '../providers';

/** A call of a provider, whichever of the three. */
export type Route =
	| 'create'
	| 'update'
	| 'list'
	| 'get'
	| 'createAccount'
	| 'updateAccount'
	| 'getAccount'
	| 'upsert'
	| 'portal'
	| 'email'
	| 'lookups'
	| 'other';

/** Calls that change something. */
export const WRITING: Route[] = [
	'create',
	'update',
	'createAccount',
	'updateAccount',
	'upsert',
	'portal',
	'email',
];

const ROUTES: Record<ProviderName, Array<[RegExp, Route]>> = {
	kwik: [
		[/^POST \/[12]\.0\/customers\/create$/, 'create'],
		[/^POST \/[12]\.0\/customers\/update$/, 'update'],
		[/^GET \/[12]\.0\/customers\/list$/, 'list'],
		[/^GET \/[12]\.0\/lookups\//, 'lookups'],
		[/^POST \/2\.0\/customer-portal\/link$/, 'portal'],
	],
	smarterPay: [
		[/^POST \/service\.svc\/paymentlink$/, 'create'],
		[/^PUT \/service\.svc\/paymentlink\//, 'update'],
		[/^GET \/service\.svc\/paymentlinks$/, 'list'],
		[/^GET \/service\.svc\/paymentlink\//, 'get'],
		[/^POST \/service\.svc\/customeraccount$/, 'createAccount'],
		[/^PUT \/service\.svc\/customeraccount\//, 'updateAccount'],
		[/^GET \/service\.svc\/customeraccount\//, 'getAccount'],
	],
	makePay: [
		[/^POST .*\/payment-links\/[^/]+\/send-request-email$/, 'email'],
		[/^POST .*\/payment-links$/, 'create'],
		[/^PATCH .*\/payment-links\//, 'update'],
		[/^GET .*\/(payment-links|customers|subscriptions)$/, 'list'],
		[/^GET .*\/payment-links\//, 'get'],
		[/^POST .*\/customers$/, 'upsert'],
		[/^POST .*\/customers\/[^/]+\/portal$/, 'portal'],
	],
};

export function routeOf(provider: ProviderName, method: string, path: string): Route {
	const line = `${method} ${path}`;
	return ROUTES[provider].find(([pattern]) => pattern.test(line))?.[1] ?? 'other';
}

/** The id in a path. */
function idIn(path: string): string {
	const [, id = ''] =
		/\/(?:paymentlink|customeraccount|payment-links|customers)\/([^/]+)/.exec(path) ?? [];
	return decodeURIComponent(id);
}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** What tells the rows apart that a request concerns, in their order: a field they bring, else the id of the record. */
export function tagsOf(
	provider: ProviderName,
	route: Route,
	path: string,
	body: IDataObject | undefined,
): string[] {
	const part = (name: string) => (body?.[name] ?? {}) as IDataObject;
	switch (route) {
		case 'create':
			if (provider === 'kwik') return recordsIn(body).map(tagOfCustomer);
			return [
				text(provider === 'smarterPay' ? part('payment_link').metadata : part('payload').orderId) ??
					'',
			];
		case 'update':
			if (provider === 'kwik') return recordsIn(body).map(tagOfCustomer);
			if (provider === 'smarterPay') return [text(part('payment_link').metadata) ?? idIn(path)];
			return [text(body?.invoicePdfUrl) ?? idIn(path)];
		case 'createAccount':
		case 'updateAccount':
			return [text(part('Customer_Account').last_name) ?? idIn(path)];
		case 'upsert':
			return [text(body?.name) ?? text(body?.clientId) ?? text(body?.email) ?? ''];
		case 'portal':
			return [
				provider === 'kwik'
					? (text(part('settings').page_title) ?? text(body?.customer_id) ?? '')
					: idIn(path),
			];
		case 'email':
			return [text(body?.email) ?? idIn(path)];
		case 'get':
		case 'getAccount':
			return [idIn(path)];
		default:
			return [];
	}
}

export function recordsIn(body: IDataObject | undefined): IDataObject[] {
	return Array.isArray(body?.records) ? (body.records as IDataObject[]) : [];
}

function tagOfCustomer(record: IDataObject): string {
	return text(record.person_surname) ?? text(record.id) ?? '';
}

/** The record that an update names. */
export function recordIdIn(path: string): string {
	return idIn(path);
}
