// What a request brought about at a provider, read from the stand-in's own state before and after it.
import type { IDataObject } from 'n8n-workflow';
import type { Attempt, Effect } from '../history';
import type { Providers } from '../providers';
import { recordIdIn, recordsIn } from './routes';
import type { Answer } from './shown';

/** The numbers of records, for what is new afterwards. */
export interface Counts {
	customers: number;
	links: number;
	accounts: number;
	emails: number;
}

export function countsOf({ kwik, smarterPay, makePay }: Providers, attempt: Attempt): Counts {
	switch (attempt.provider) {
		case 'kwik':
			return { ...NONE, customers: kwik.state.customers.size, links: kwik.state.portalLinks.size };
		case 'smarterPay': {
			const { links, customerAccounts } = smarterPay.state;
			return { ...NONE, links: links.size, accounts: customerAccounts.size };
		}
		case 'makePay': {
			const { customers, links, emails } = makePay.state;
			return { ...NONE, customers: customers.size, links: links.size, emails: emails.length };
		}
	}
}

const NONE: Counts = { customers: 0, links: 0, accounts: 0, emails: 0 };

type Brought = Pick<Effect, 'tag' | 'recordId' | 'made' | 'record'>;

/**
 * The effects of a request that was dealt with.
 * @param answer the stand-in's own answer
 * @param hidden whether that answer hides that all went well
 */
export function effectsOf(
	providers: Providers,
	attempt: Attempt,
	before: Counts,
	answer: Answer,
	hidden: boolean,
): Brought[] {
	if (attempt.replayed || !(hidden || answer.status < 300)) return [];
	const body = bodyOf(answer);
	if (!hidden && (body.status === false || body.ok === false || body.error)) return [];
	switch (attempt.provider) {
		case 'kwik':
			return ofKwik(providers, attempt, before, body);
		case 'smarterPay':
			return ofSmarterPay(providers, attempt, before, body);
		case 'makePay':
			return ofMakePay(providers, attempt, before, body);
	}
}

function bodyOf({ body }: Answer): IDataObject {
	try {
		return JSON.parse(body) as IDataObject;
	} catch {
		return {};
	}
}

const later = <Value>(values: Iterable<Value>, count: number): Value[] =>
	Array.from(values).slice(count);

function ofKwik(
	{ kwik: { state } }: Providers,
	{ route, body, tags }: Attempt,
	before: Counts,
	answer: IDataObject,
): Brought[] {
	const shown = (answer.results ?? []) as IDataObject[];
	const recordOf = (id: string) => shown.find((record) => record.id === id);
	switch (route) {
		case 'create':
			return later(state.customers.keys(), before.customers).map((id, i) => ({
				tag: tags[i]!,
				recordId: id,
				made: true,
				record: recordOf(id),
			}));
		case 'update':
			return recordsIn(body as IDataObject).map(({ id }, i) => ({
				tag: tags[i]!,
				recordId: String(id),
				made: false,
				record: recordOf(String(id)),
			}));
		case 'portal':
			return later(state.portalLinks.keys(), before.links).map((id) => ({
				tag: tags[0]!,
				recordId: id,
				made: true,
				record: answer.result as IDataObject | undefined,
			}));
		default:
			return [];
	}
}

function ofSmarterPay(
	{ smarterPay: { state } }: Providers,
	{ route, path, tags }: Attempt,
	before: Counts,
	answer: IDataObject,
): Brought[] {
	const made = (ids: string[], record: unknown): Brought[] =>
		ids.map((id) => ({
			tag: tags[0]!,
			recordId: id,
			made: true,
			record: record as IDataObject | undefined,
		}));
	switch (route) {
		case 'create': {
			const links = later(state.links.values(), before.links);
			return made(
				links.map(({ id }) => id),
				answer.payment_link,
			);
		}
		case 'createAccount':
			return made(later(state.customerAccounts.keys(), before.accounts), answer.customer_account);
		case 'update':
		case 'updateAccount': {
			const record = (answer.payment_link ?? answer.customer_account) as IDataObject | undefined;
			return [{ tag: tags[0]!, recordId: recordIdIn(path), made: false, record }];
		}
		default:
			return [];
	}
}

function ofMakePay(
	{ makePay: { state } }: Providers,
	{ route, path, tags }: Attempt,
	before: Counts,
	answer: IDataObject,
): Brought[] {
	const tag = tags[0]!;
	const link = answer.paymentLink as IDataObject | undefined;
	const customer = answer.customer as IDataObject | undefined;
	switch (route) {
		case 'create':
			return later(state.links.keys(), before.links).map((uid) => ({
				tag,
				recordId: uid,
				made: true,
				record: link,
			}));
		case 'update':
			return [{ tag, recordId: recordIdIn(path), made: false, record: link }];
		case 'email':
			return later(state.emails, before.emails).map(({ linkUid }) => ({
				tag,
				recordId: linkUid,
				made: true,
				record: undefined,
			}));
		case 'upsert': {
			const made = state.customers.size > before.customers;
			return [{ tag, recordId: String(customer?.uid), made, record: customer }];
		}
		case 'portal':
			return [{ tag, recordId: recordIdIn(path), made: false, record: answer }];
		default:
			return [];
	}
}
