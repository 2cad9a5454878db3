// The goals of the benchmark: what it holds this package to, and the numbers a run came to.
import type { Result, Sample } from './contender';
import { DISTANCES } from './cases/links';
import { Found } from './found';
import { median, seconds, times } from './statistics';

/** One goal, judged. */
export interface Goal {
	/** What is to be reached, understandable by itself. */
	goal: string;
	reached: boolean;
	/** The numbers behind it. */
	found: string;
}

const requests = ({ requests: count }: Sample) => count;

/** Every goal whose cases were run. */
export function goalsOf(results: Result[]): Goal[] {
	const found = new Found(results);
	return [
		...(found.has('a') ? expressions(found, 'a', 'names a column') : []),
		...(found.has('a2') ? expressions(found, 'a2', 'computes') : []),
		...(found.has('e') ? mapped(found) : []),
		...(found.has('b') ? [limited(found)] : []),
		...(found.has('c') ? [unlimited(found)] : []),
		...(found.has('g') ? [badRows(found)] : []),
		...(found.has('d') ? [listRequests(found)] : []),
		...(found.has('d2') ? [listMemory(found)] : []),
		...(found.has('h') ? DISTANCES.map((latency) => far(found, latency)) : []),
		...(found.has('i') ? [farList(found)] : []),
	];
}

/** Expressions cost n8n more than all else: the nodes must stay near what n8n's cheapest node takes for the same ones. */
function expressions(found: Found, id: string, what: string): Goal[] {
	const which = `1,000 Kwik customers, every field an expression that ${what}`;
	const own = found.time(id, 'own');
	const [edit, wire] = [found.time(id, 'edit fields'), found.time(id, 'axios')];
	const bound = 1.25 * edit + wire;
	const sent = found.most(id, 'own', requests);
	const ratio = found.time(id, 'tuned') / own;
	return [
		{
			goal: `${which}: at most 12 requests (10 batches of 100, and two to spare)`,
			reached: sent <= 12,
			found: `${sent} requests`,
		},
		{
			goal: `${which}: at most 1.25 × the time of Edit Fields with the same expressions, plus that of the bare loop`,
			reached: own <= bound,
			found: `${seconds(own)}; 1.25 × ${seconds(edit)} + ${seconds(wire)} (the bare loop) = ${seconds(bound)}`,
		},
		{
			goal: `${which}: at least 5 times faster than the tuned HTTP Request node`,
			reached: ratio >= 5,
			found: `${times(ratio)}; Edit Fields alone, with nothing sent, is ${times(found.time(id, 'tuned') / edit)}`,
		},
	];
}

/** Thousands of rows without expressions: full batches, and near what the wire alone takes. */
function mapped(found: Found): Goal[] {
	const sent = found.most('e', 'own', requests);
	const perRow = found.perRow('e', 'tuned') / found.perRow('e', 'own');
	const paced = found.time('e', 'own') / found.time('e', 'paced axios');
	const unpaced = found.time('e', 'own unpaced') / found.time('e', 'axios');
	const crossed = found.time('e', 'own') / found.time('e', 'axios');
	const which = '10,000 Kwik customers, mapped automatically';
	return [
		{
			goal: `${which}: exactly 100 requests, one for each full batch`,
			reached: sent === 100,
			found: `${sent} requests`,
		},
		{
			goal: `${which}: at least 30 times faster per row than the tuned HTTP Request node`,
			reached: perRow >= 30,
			found: times(perRow),
		},
		{
			goal: `${which}: within 3 × of a bare loop that sends the same batches`,
			reached: paced <= 3 && unpaced <= 3,
			found:
				`${times(paced)} where both keep the pace of 95 requests/s, ${times(unpaced)} where neither does ` +
				`(${times(crossed)} with the pace against the loop without: 100 requests at that pace take 1.04 s)`,
		},
	];
}

/** One request for each link: the provider's limit is what bounds them, and it is used up without being hit. */
function limited(found: Found): Goal {
	const rate = found.least('b', 'own', ({ perSecond }) => perSecond);
	const refused = found.most('b', 'own', (sample) => sample.refused / sample.requests);
	const lost = found.most('b', 'own', ({ missing }) => missing);
	return {
		goal: '1,000 Kwik portal links under a limit of 100 requests/s: at least 90 per second, at most 1 % refused, none lost',
		reached: rate >= 90 && refused <= 0.01 && lost === 0,
		found: `${rate.toFixed(1)}/s, ${(100 * refused).toFixed(1)} % refused, ${lost} lost (worst run)`,
	};
}

/** As many requests are under way as the rate needs at the latency there is, without anybody setting a number. */
function far(found: Found, latency: number): Goal {
	const key = `own ${latency}`;
	const rate = found.least('h', key, ({ perSecond }) => perSecond);
	const refused = found.most('h', key, (sample) => sample.refused / sample.requests);
	const sockets = found.most('h', key, ({ maxInFlight }) => maxInFlight);
	const memory = found.most('h', key, ({ growthMb }) => growthMb ?? NaN);
	const tuned = found.least('h', `tuned ${latency}`, ({ perSecond }) => perSecond);
	return {
		goal: `1,000 Kwik portal links at ${latency.toLocaleString('en')} ms under a limit of 100 requests/s, nothing set: at least 90 per second sustained, at most 1 % refused`,
		reached: rate >= 90 && refused <= 0.01,
		found: `${rate.toFixed(1)}/s, ${(100 * refused).toFixed(1)} % refused, at most ${sockets} connections, memory +${Math.round(memory)} MB (worst run); the tuned HTTP Request node ${tuned.toFixed(1)}/s`,
	};
}

/** Pages are read ahead, in their order, with few requests past the end. */
function farList(found: Found): Goal {
	const [own, limit] = [found.time('i', 'own'), found.time('i', 'own limit')];
	const [sent, exact] = [found.most('i', 'own', requests), found.most('i', 'own limit', requests)];
	return {
		goal: 'Listing 20,000 SmarterPay payment links at 700 ms (28 s page after page): at most 4 s',
		reached: own <= 4000 && limit <= 4000,
		found: `${seconds(own)} with Return All (${sent} requests), ${seconds(limit)} with Limit 20,000 (${exact} requests); HTTP Request with pagination ${seconds(found.time('i', 'default'))}`,
	};
}

/** Without a limit the latency bounds them: with as many in flight, n8n's own HTTP client may cost half as much again. */
function unlimited(found: Found): Goal {
	const ratio = found.time('c', 'own') / found.time('c', 'axios');
	return {
		goal: '200 MakePay portal links without a limit, 10 in flight: within 1.5 × of the bare loop',
		reached: ratio <= 1.5,
		found: times(ratio),
	};
}

/** A batch is refused whole for one bad record: the good ones must get through, with few requests more. */
function badRows(found: Found): Goal {
	const samples = found.of('g', 'own')!.samples;
	const sent = found.most('g', 'own', requests);
	const good = samples.every(
		({ stored, errors, explained }) => stored === 993 && errors === 7 && explained === 7,
	);
	const { stored, errors, explained } = samples.at(-1)!;
	return {
		goal: '1,000 Kwik customers, 7 of them bad: 993 stored, 7 errors with field, message and code, at most 40 requests',
		reached: good && sent <= 40,
		found: `${stored} stored, ${errors} errors, ${explained} with field, message and code; ${sent} requests`,
	};
}

/** The largest page the provider takes, 500 links, and no request more. */
function listRequests(found: Found): Goal {
	const sent = found.most('d', 'own', requests);
	const all = found.most('d', 'own all', requests);
	return {
		goal: 'Listing 20,000 SmarterPay payment links: 40 requests, one for each full page',
		reached: sent === 40,
		found: `${sent} with Limit 20,000; ${all} with Return All, since only an empty page tells the end`,
	};
}

/** What four times the links may take beyond four times the memory: the collector's freedom. */
const TOLERANCE = 1.25;

/** What is kept is the output and nothing besides: four times the links, four times the memory. */
function listMemory(found: Found): Goal {
	const growth = (links: number) =>
		median(found.of('d2', `own ${links}`)!.samples.map(({ growthMb }) => growthMb ?? NaN));
	const [small, middle, large] = [growth(5000), growth(10_000), growth(20_000)];
	return {
		goal: 'Listing 20,000 SmarterPay payment links: at most 5 × the memory that 5,000 take (4 × the output, and a quarter for the collector)',
		reached: large <= 4 * TOLERANCE * small,
		found: `+${Math.round(small)} MB for 5,000, +${Math.round(middle)} MB for 10,000, +${Math.round(large)} MB for 20,000`,
	};
}
