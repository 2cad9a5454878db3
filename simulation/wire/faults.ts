// Everything that can go wrong on the way to a provider: whether the effect happens, and what the sender sees.
import type { ProviderName } from '../providers';
import { deeplyNested, hugePage, type Shown } from './shown';

/** What a fault needs to know to show itself. */
export interface Victim {
	provider: ProviderName;
	/** The `Retry-After` that goes with it. */
	retryAfter?: string;
	/** Keys and tokens of the request. */
	secrets: string[];
}

interface Fault {
	/** `no` never · `yes` as usual · `late` after the sender gave up · `saved…` under the idempotency key. */
	effect: 'no' | 'yes' | 'late' | 'savedInPlace' | 'savedAfter';
	/** What the sender sees; nothing where the true answer comes. */
	show?: (victim: Victim) => Shown;
}

const error = (code: string, syscall?: string) => (): Shown => ({ error: { code, syscall } });
const nothing = (): Shown => 'nothing';
const drip = (): Shown => 'drip';
const page = (status: number, text: string) => (victim: Victim) => html(status, text, victim);
const html = (status: number, text: string, { retryAfter }: Victim): Shown => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8', ...waitFor(retryAfter) },
	body: `<html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`,
});
const json = (status: number, body: unknown, victim?: Victim): Shown => ({
	status,
	headers: {
		'content-type': 'application/json; charset=utf-8',
		...waitFor(victim?.retryAfter),
	},
	body: JSON.stringify(body),
});
const waitFor = (retryAfter: string | undefined): Record<string, string> =>
	retryAfter === undefined ? {} : { 'retry-after': retryAfter };

/** A refusal or a failure in the words of a provider. */
function said(provider: ProviderName, text: string): object {
	if (provider === 'kwik') return { status: false, error_message: text };
	return provider === 'smarterPay' ? { error: { message: text } } : { ok: false, error: text };
}
const says = (status: number, text: string) => (victim: Victim) =>
	json(status, said(victim.provider, text), victim);
const redirect = (): Shown => ({
	status: 302,
	headers: { location: 'https://elsewhere.example/login' },
	body: '',
});
const echo = (status: number) => (victim: Victim) =>
	json(status, {
		...said(victim.provider, `Bad key ${victim.secrets.join(' and ')}`),
		authorization: victim.secrets,
	});
const FAILED = 'Internal server error';
const DOWN = '503 Service Temporarily Unavailable';

const kinds = {
	// Nothing is sent at all.
	refused: { effect: 'no', show: error('ECONNREFUSED', 'connect') },
	unknownHost: { effect: 'no', show: error('ENOTFOUND', 'getaddrinfo') },
	unreachable: { effect: 'no', show: error('EHOSTUNREACH', 'connect') },
	noConnection: { effect: 'no', show: error('ETIMEDOUT', 'connect') },
	badCertificate: { effect: 'no', show: error('CERT_HAS_EXPIRED') },
	// The request is sent, and nothing comes of it.
	resetBefore: { effect: 'no', show: error('ECONNRESET', 'read') },
	unreachableBefore: { effect: 'no', show: error('EHOSTUNREACH', 'read') },
	hang: { effect: 'no', show: nothing },
	drip: { effect: 'no', show: drip },
	down: { effect: 'no', show: page(503, DOWN) },
	failure: { effect: 'no', show: says(500, FAILED) },
	welcome: { effect: 'no', show: page(200, 'Welcome') },
	refusedOk: { effect: 'no', show: says(200, 'The request was refused') },
	redirect: { effect: 'no', show: redirect },
	tooSlow: { effect: 'no', show: says(408, 'Request timeout') },
	tooEarly: { effect: 'no', show: says(425, 'Too early') },
	limited: { effect: 'no', show: says(429, 'Too many requests') },
	forbidden: { effect: 'no', show: says(403, 'Forbidden') },
	badRequest: { effect: 'no', show: says(400, 'Bad request') },
	deepRefusal: { effect: 'no', show: ({ provider }) => deep(400, provider) },
	deepFailure: { effect: 'no', show: ({ provider }) => deep(500, provider) },
	hugePage: { effect: 'no', show: () => hugePage(503) },
	echoRefusal: { effect: 'no', show: echo(400) },
	echoFailure: { effect: 'no', show: echo(500) },
	savedFailure: { effect: 'savedInPlace' },
	// The effect happens, and the answer does not tell.
	resetAfter: { effect: 'yes', show: error('ECONNRESET', 'read') },
	unreachableAfter: { effect: 'yes', show: error('EHOSTUNREACH', 'read') },
	hangAfter: { effect: 'yes', show: nothing },
	dripAfter: { effect: 'yes', show: drip },
	downAfter: { effect: 'yes', show: page(503, DOWN) },
	failureAfter: { effect: 'yes', show: says(500, FAILED) },
	welcomeAfter: { effect: 'yes', show: page(200, 'Welcome') },
	redirectAfter: { effect: 'yes', show: redirect },
	tooSlowAfter: { effect: 'yes', show: says(408, 'Request timeout') },
	emptyAfter: { effect: 'yes', show: () => ({ status: 200, headers: {}, body: '' }) },
	echoAfter: { effect: 'yes', show: echo(500) },
	savedFailureAfter: { effect: 'savedAfter' },
	late: { effect: 'late', show: nothing },
	lateReset: { effect: 'late', show: error('ECONNRESET', 'read') },
	// The effect happens, and the answer is odd.
	cut: { effect: 'yes' },
	cutOff: { effect: 'yes', show: error('ECONNRESET', 'read') },
	shuffled: { effect: 'yes' },
	doubled: { effect: 'yes' },
	oneMissing: { effect: 'yes' },
	nullAmong: { effect: 'yes' },
	nullInstead: { effect: 'yes' },
	othersRecord: { effect: 'yes' },
	fieldsMissing: { effect: 'yes' },
	deepRecord: { effect: 'yes' },
	oddDate: { effect: 'yes' },
	noDate: { effect: 'yes' },
	oddHeaders: { effect: 'yes' },
	oddExpiry: { effect: 'yes' },
	keysReordered: { effect: 'yes' },
	// A list that lacks records it has.
	someAbsent: { effect: 'yes' },
	allAbsent: { effect: 'yes' },
} satisfies Record<string, Fault>;

function deep(status: number, provider: ProviderName): Shown {
	const body = deeplyNested(provider === 'kwik' ? 'error_message' : 'error');
	return { status, headers: { 'content-type': 'application/json' }, body };
}

export type FaultKind = keyof typeof kinds;
export const FAULTS: Record<FaultKind, Fault> = kinds;

/** Faults whose answer is the true one, changed. */
export const ODD_ANSWERS: FaultKind[] = [
	'cut',
	'shuffled',
	'doubled',
	'oneMissing',
	'nullAmong',
	'nullInstead',
	'othersRecord',
	'fieldsMissing',
	'deepRecord',
	'oddExpiry',
];
