// Faults: what can go wrong on the way to a provider, switched on per route.
import type { ApiRequest } from './apiRequest';
import { FAULT_KINDS, type FaultKind } from './faultKinds';

export interface FaultRule {
	/** `POST /customers/create`, `/paymentlink/:id` (any method) or `*`; without version or base path. */
	route: string;
	kind: FaultKind;
	/** Strikes every n-th matching request (n, 2n, …). */
	every?: number;
	/** Strikes at most so many requests; alone: the first ones. */
	times?: number;
	/** Strikes the matching requests with these indices, counted from 0 since the fault was added. */
	at?: number[];
	/** Strikes only requests that pass this test; requests that do not are not counted. In-process only. */
	when?: (request: ApiRequest) => boolean;
	/** `Retry-After` in seconds, with 429 and 503. */
	retryAfter?: number;
	/** `Retry-After` as an HTTP date so many seconds ahead, instead of `retryAfter`. */
	retryAfterDate?: number;
	/** Extra time before the answer. */
	latencyMs?: number;
	/** `hang` only: whether the effect happens (default false). */
	effect?: boolean;
	/** `redirect` only: where to (default: a path of this sandbox). */
	location?: string;
	/** 5xx only: the failure is saved as the answer of the idempotency key, also where it hides an effect. */
	savedFailure?: boolean;
}

/** A fault in place: its rule, how many requests matched and how many it struck. */
export interface FiredFault {
	readonly rule: Readonly<FaultRule>;
	matched: number;
	struck: number;
}

const NUMBERS = ['every', 'times', 'retryAfter', 'retryAfterDate', 'latencyMs'] as const;
const KNOWN = new Set([
	...NUMBERS,
	'route',
	'kind',
	'at',
	'when',
	'effect',
	'location',
	'savedFailure',
]);

function check(rule: FaultRule): void {
	for (const key of Object.keys(rule)) {
		if (!KNOWN.has(key)) throw new Error(`A fault has no field "${key}".`);
	}
	if (typeof rule.route !== 'string')
		throw new Error('A fault needs a route, e.g. "POST /x" or "*".');
	if (!FAULT_KINDS.includes(rule.kind)) {
		throw new Error(`Unknown kind of fault "${rule.kind}"; known: ${FAULT_KINDS.join(', ')}.`);
	}
	for (const key of NUMBERS) {
		const value = rule[key];
		if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
			throw new Error(`"${key}" of a fault is a number of at least 0.`);
		}
	}
	if (rule.every === 0) throw new Error('"every" of a fault is at least 1.');
	if (rule.at !== undefined && !Array.isArray(rule.at))
		throw new Error('"at" of a fault is a list.');
}

/** Turns `POST /paymentlink/:id` into a test of method and path. */
function routeTest(route: string): (method: string, path: string) => boolean {
	const [first = '', second] = route.trim().split(/\s+/);
	const method = second === undefined ? '*' : first.toUpperCase();
	const path = second ?? first;
	if (path === '*') return (actual) => method === '*' || actual === method;
	const source = path
		.split('/')
		.map((part) => (/^[:*]/.test(part) ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
		.join('/');
	const pattern = new RegExp(`^${source}$`, 'i');
	return (actual, actualPath) => (method === '*' || actual === method) && pattern.test(actualPath);
}

interface Placed extends FiredFault {
	matches(method: string, path: string): boolean;
}

function strikes({ rule, matched, struck }: FiredFault): boolean {
	if (rule.times !== undefined && struck >= rule.times) return false;
	if (rule.at && !rule.at.includes(matched - 1)) return false;
	return rule.every === undefined || matched % rule.every === 0;
}

/** The faults of one provider. */
export class FaultPlan {
	private placed: Placed[] = [];

	/** Switches a fault on. @returns its counters. @throws when the rule makes no sense. */
	add(rule: FaultRule): Readonly<FiredFault> {
		check(rule);
		const fault = { rule: { ...rule }, matched: 0, struck: 0, matches: routeTest(rule.route) };
		this.placed.push(fault);
		return fault;
	}

	/** Every fault in place with its counters. */
	list(): FiredFault[] {
		return this.placed.map(({ rule, matched, struck }) => ({ rule, matched, struck }));
	}

	clear(): void {
		this.placed = [];
	}

	/** Counts a request on every fault it matches; the first one that strikes is returned. */
	strike(request: ApiRequest, apiPath: string): FiredFault | undefined {
		let struck: Placed | undefined;
		for (const fault of this.placed) {
			if (!fault.matches(request.method, apiPath)) continue;
			if (fault.rule.when && !fault.rule.when(request)) continue;
			fault.matched += 1;
			if (struck || !strikes(fault)) continue;
			fault.struck += 1;
			struck = fault;
		}
		return struck;
	}
}
