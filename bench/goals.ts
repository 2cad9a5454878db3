// The lines of "Must reach" that a benchmark can decide, each with the number it came to.
import type { Result, Sample } from './contender';
import { median, seconds, times } from './statistics';

export interface Target {
	/** The line as it stands in the issue. */
	line: string;
	reached: boolean;
	/** The numbers behind it. */
	found: string;
}

/** Looks results up by case and contender; undefined where they were not run. */
class Found {
	constructor(private readonly results: Result[]) {}

	of(caseId: string, key: string): Result | undefined {
		return this.results.find((one) => one.caseId === caseId && one.contender.key === key);
	}

	/** Median time of the nodes, in milliseconds; NaN where not run. */
	time(caseId: string, key: string): number {
		return median(this.of(caseId, key)?.samples.map(({ nodeMs }) => nodeMs) ?? []);
	}

	perRow(caseId: string, key: string): number {
		return this.time(caseId, key) / (this.of(caseId, key)?.contender.records ?? NaN);
	}

	/** The worst of all runs: greatest of a figure. */
	most(caseId: string, key: string, figure: (sample: Sample) => number): number {
		return Math.max(...(this.of(caseId, key)?.samples ?? []).map(figure));
	}

	least(caseId: string, key: string, figure: (sample: Sample) => number): number {
		return Math.min(...(this.of(caseId, key)?.samples ?? []).map(figure));
	}

	has(...caseIds: string[]): boolean {
		return caseIds.every((id) => this.results.some(({ caseId }) => caseId === id));
	}
}

const requests = ({ requests: count }: Sample) => count;

/** Every target whose cases were run. */
export function targetsOf(results: Result[]): Target[] {
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
	];
}

function expressions(found: Found, id: string, what: string): Target[] {
	const which = `1,000 Kwik customers, every field an expression that ${what}`;
	const own = found.time(id, 'own');
	const [edit, wire] = [found.time(id, 'edit fields'), found.time(id, 'axios')];
	const bound = 1.25 * edit + wire;
	const sent = found.most(id, 'own', requests);
	const ratio = found.time(id, 'tuned') / own;
	return [
		{ line: `${which}: at most 12 requests`, reached: sent <= 12, found: `${sent} requests` },
		{
			line: `${which}: at most 1.25 × Edit Fields, plus the wire`,
			reached: own <= bound,
			found: `${seconds(own)}; 1.25 × ${seconds(edit)} + ${seconds(wire)} (the bare loop) = ${seconds(bound)}`,
		},
		{
			line: `${which}: at least 5 times faster than the tuned HTTP Request node`,
			reached: ratio >= 5,
			found: `${times(ratio)}; Edit Fields alone, with nothing sent, is ${times(found.time(id, 'tuned') / edit)}`,
		},
	];
}

function mapped(found: Found): Target[] {
	const sent = found.most('e', 'own', requests);
	const perRow = found.perRow('e', 'tuned') / found.perRow('e', 'own');
	const paced = found.time('e', 'own') / found.time('e', 'paced axios');
	const unpaced = found.time('e', 'own unpaced') / found.time('e', 'axios');
	const crossed = found.time('e', 'own') / found.time('e', 'axios');
	return [
		{ line: '10,000 mapped: 100 requests', reached: sent === 100, found: `${sent} requests` },
		{
			line: '10,000 mapped: at least 30 times faster per row than the tuned HTTP Request node',
			reached: perRow >= 30,
			found: times(perRow),
		},
		{
			line: '10,000 mapped: within 3 × of a bare axios loop sending the same batches',
			reached: paced <= 3 && unpaced <= 3,
			found:
				`${times(paced)} where both keep the pace of 95 requests/s, ${times(unpaced)} where neither does ` +
				`(${times(crossed)} with the pace against the loop without: 100 requests at that pace take 1.04 s)`,
		},
	];
}

function limited(found: Found): Target {
	const rate = found.least('b', 'own', ({ perSecond }) => perSecond);
	const refused = found.most('b', 'own', (sample) => sample.refused / sample.requests);
	const lost = found.most('b', 'own', ({ missing }) => missing);
	return {
		line: 'Portal links under 100/s: at least 90 per second sustained, at most 1 % refused, none lost',
		reached: rate >= 90 && refused <= 0.01 && lost === 0,
		found: `${rate.toFixed(1)}/s, ${(100 * refused).toFixed(1)} % refused, ${lost} lost (worst run)`,
	};
}

function unlimited(found: Found): Target {
	const ratio = found.time('c', 'own') / found.time('c', 'axios');
	return {
		line: 'Without a limit at 50 ms and 10 in flight: within 1.5 × of the bare loop',
		reached: ratio <= 1.5,
		found: times(ratio),
	};
}

function badRows(found: Found): Target {
	const samples = found.of('g', 'own')!.samples;
	const sent = found.most('g', 'own', requests);
	const good = samples.every(
		({ stored, errors, explained }) => stored === 993 && errors === 7 && explained === 7,
	);
	const { stored, errors, explained } = samples.at(-1)!;
	return {
		line: '7 bad rows in 1,000: 993 stored, 7 errors with field, message and code, at most 40 requests',
		reached: good && sent <= 40,
		found: `${stored} stored, ${errors} errors, ${explained} with field, message and code; ${sent} requests`,
	};
}

function listRequests(found: Found): Target {
	const sent = found.most('d', 'own', requests);
	const all = found.most('d', 'own all', requests);
	return {
		line: 'Listing 20,000 links: 40 requests',
		reached: sent === 40,
		found: `${sent} with Limit 20,000; ${all} with Return All, since only an empty page tells the end`,
	};
}

/** What four times the links may take beyond four times the memory: the collector's freedom. */
const TOLERANCE = 1.25;

function listMemory(found: Found): Target {
	const growth = (links: number) =>
		median(found.of('d2', `own ${links}`)!.samples.map(({ growthMb }) => growthMb ?? NaN));
	const [small, middle, large] = [growth(5000), growth(10_000), growth(20_000)];
	return {
		line: 'Listing 20,000 links: memory growth in proportion to the output only',
		reached: large <= 4 * TOLERANCE * small,
		found: `+${Math.round(small)} MB for 5,000, +${Math.round(middle)} MB for 10,000, +${Math.round(large)} MB for 20,000`,
	};
}
