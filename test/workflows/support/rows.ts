// Rows for the tests of faults, nodes that send them, and what is said of every run.
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { FAULT_KINDS, SMARTER_PAY_PAGES, type ApiRequest, type FaultKind } from '../../../sandbox';
import type { NodeRun } from './harness';
import type { ProviderName } from './sandboxed';

/** As fast as the options allow. */
export const FAST = { requestsPerSecond: 1000, maxConcurrentRequests: 30 };

/** Columns of a customer list; every reference begins with `prefix`. */
export function customerRows(count: number, prefix = 'CLN'): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		reference: `${prefix}${index}`,
		first: 'Sample',
		last: `Customer ${index}`,
		email: `customer${index}@example.com`,
	}));
}

/** Creates a Kwik customer of each row. */
export function createCustomers(options: IDataObject = {}): INodeParameters {
	return {
		resource: 'customer',
		operation: 'create',
		reference: '={{ $json.reference }}',
		personName: '={{ $json.first }}',
		personSurname: '={{ $json.last }}',
		email: '={{ $json.email }}',
		simplify: false,
		options: { ...FAST, ...options },
	};
}

/** Rows of payment links; `order` tells them apart. */
export function orderRows(count: number, prefix = 'order'): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ order: `${prefix}_${index}` }));
}

/** Creates a payment link of each row. */
export function createLinks(
	type: Exclude<ProviderName, 'kwik'>,
	options: IDataObject = {},
): INodeParameters {
	const fields =
		type === 'smarterPay'
			? {
					ecommercePage: SMARTER_PAY_PAGES.open.id,
					amount: '2750',
					amountIn: 'pence',
					additionalFields: { metadata: '={{ $json.order }}' },
				}
			: {
					title: '={{ $json.order }}',
					amount: '129.99',
					additionalFields: { orderId: '={{ $json.order }}' },
				};
	return {
		resource: 'paymentLink',
		operation: 'create',
		...fields,
		simplify: false,
		options: { ...FAST, ...options },
	};
}

/** What tells the row of a link, in an output of either provider. */
export function orderOf({ json }: INodeExecutionData): unknown {
	return json.metadata !== null && typeof json.metadata === 'string' ? json.metadata : json.orderId;
}

let paces = 0;

/** The credentials of the same account, spelt so that they get a pace that no test has slowed down before. */
export function ownPace<T extends object>(credentials: T): T {
	const key = ['apiKey', 'accessToken', 'keyId'].find((name) => name in credentials)!;
	const value = (credentials as Record<string, string>)[key]!;
	return { ...credentials, [key]: value + ' '.repeat(++paces) };
}

/** The input item an item is paired to. */
export function itemOf({ pairedItem }: INodeExecutionData): number {
	return (pairedItem as { item: number }).item;
}

/** Expects one item for every row, in order and paired to it. */
export function expectOneForEach({ main, executionError }: NodeRun, rows: unknown[]): void {
	expect(executionError).toBeUndefined();
	expect(main.map(itemOf)).toEqual(rows.map((_, item) => item));
}

/** Values that occur more than once. */
export function repeated(values: unknown[]): unknown[] {
	const seen = new Set();
	return values.filter((value) => seen.size === seen.add(value).size);
}

/** Kinds after which the provider may be asked again until it succeeds. */
export const PASSING_KINDS = FAULT_KINDS.filter((kind) => kind !== 'refused-ok');

/**
 * A fault's rule for every n-th creation. The same request is counted three times at most: with
 * many under way it would else be chance whether one of them meets the fault more often than it is retried.
 */
export function everyNth(kind: FaultKind, route: string, every: number) {
	const times = new Map<string, number>();
	return {
		route,
		kind,
		every,
		...(kind === 'slow' ? { latencyMs: 40 } : {}),
		// Without it a second's pause follows each refusal.
		...(kind === 'rate-limited' ? { retryAfter: 0 } : {}),
		when: ({ rawBody }: ApiRequest) => {
			const name = rawBody.slice(0, 200);
			const met = times.get(name) ?? 0;
			times.set(name, met + 1);
			return met < 3;
		},
	};
}

/** The sentences in the node's output panel. */
export function hintsOf({ hints }: NodeRun): string[] {
	return hints.map(({ message }) => message);
}

/** Shortens the waits before a repetition, whose length is random, in every test of a file. */
export function shortenWaits(): void {
	const random = Math.random.bind(Math);
	beforeEach(() => jest.spyOn(Math, 'random').mockImplementation(() => random() / 20));
	afterEach(() => jest.restoreAllMocks());
}

/**
 * Lets the clock that everything waits by go so many times as fast: long waits are over soon. For the whole file, since
 * that clock never goes back.
 */
export function quickenClock(times = 10): void {
	const now = performance.now.bind(performance);
	const start = now();
	beforeAll(() => {
		performance.now = () => start + (now() - start) * times;
	});
	afterAll(() => {
		performance.now = now;
	});
}
