// Faults: which kinds, at which requests, and what goes with them.
import type { Random } from '../random';
import { FAULTS, ODD_ANSWERS, type FaultKind } from '../wire/faults';
import type { Climate, FaultRule } from '../wire/weather';

const ALL = Object.keys(FAULTS) as FaultKind[];
/** Faults after which nobody knows what came of a request that had its effect. */
const LOSING: FaultKind[] = [
	'resetAfter',
	'downAfter',
	'failureAfter',
	'hangAfter',
	'dripAfter',
	'cut',
	'cutOff',
	'emptyAfter',
];
const WITHOUT_EFFECT: FaultKind[] = ['resetBefore', 'down', 'failure', 'hang', 'redirect'];
/** What a list of a trigger may meet. */
const OF_POLLS: FaultKind[] = ['someAbsent', 'allAbsent', 'keysReordered', 'nullAmong', 'shuffled'];
const COSTLY: FaultKind[] = ['hugePage'];

const RETRY_AFTER = [
	'0',
	'1',
	'2',
	'2.5',
	'30',
	'119',
	'121',
	'900',
	'9999999999999',
	'1767225600',
	'-5',
	'garbage',
	'',
	'1e400',
	'Infinity',
	'Wed, 21 Oct 2015 07:28:00 GMT',
	'Fri, 31 Dec 9999 23:59:59 GMT',
];

function kindFor(random: Random): FaultKind {
	switch (random.weighted({ any: 40, losing: 30, without: 12, limited: 10, odd: 8 })) {
		case 'losing':
			return random.pick(LOSING);
		case 'without':
			return random.pick(WITHOUT_EFFECT);
		case 'limited':
			return 'limited';
		case 'odd':
			return random.pick(ODD_ANSWERS);
		default: {
			const kind = random.pick(ALL);
			return COSTLY.includes(kind) && !random.chance(0.1) ? 'down' : kind;
		}
	}
}

/** One rule. */
function rule(random: Random): FaultRule {
	const kind = kindFor(random);
	const drawn: FaultRule = {
		kind,
		route: random.weighted({ write: 70, read: 20, list: 10 }),
	};
	switch (random.weighted({ numbers: 60, share: 25, outage: 15 })) {
		case 'numbers':
			drawn.at = random.list(random.int(1, 4), () => random.int(0, 9));
			break;
		case 'share':
			drawn.share = random.pick([0.1, 0.3, 0.6, 0.9]);
			break;
		case 'outage':
			drawn.from = random.int(0, 3000);
			drawn.until = drawn.from + random.int(500, 40_000);
			break;
	}
	if (kind === 'limited' || ((kind === 'down' || kind === 'downAfter') && random.chance(0.3))) {
		if (random.chance(0.7)) drawn.retryAfter = random.pick(RETRY_AFTER);
	}
	if (FAULTS[kind].effect === 'late') drawn.delay = random.int(100, 60_000);
	else if (random.chance(0.1)) drawn.delay = random.int(100, 40_000);
	return drawn;
}

/** The way to the providers. */
export function climateOf(random: Random, seed: string, mostRules: number): Climate {
	const least = random.pick([0, 5, 20, 100]);
	const polls: FaultRule[] = random.chance(0.6)
		? random.list(random.int(1, 3), () => ({
				kind: random.pick(OF_POLLS),
				route: 'list' as const,
				by: 'poll' as const,
				at: random.list(random.int(1, 2), () => random.int(1, 5)),
			}))
		: [];
	return {
		seed,
		latency: { least, most: least + random.pick([0, 20, 100, 500, 2000]) },
		faults: [...polls, ...random.list(random.int(0, mostRules), () => rule(random))],
		calmAfter: random.int(20_000, 240_000),
	};
}

/** An outage in which answers are lost, for all at once. */
export function outageOf(random: Random): FaultRule {
	return {
		kind: random.pick([...LOSING, ...WITHOUT_EFFECT]),
		route: 'write',
		from: 0,
		until: random.int(1000, 15_000),
		share: random.pick([0.5, 0.8, 1]),
	};
}
