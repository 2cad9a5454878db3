// Rows that change the same record take effect in their order, so that the later one holds; and two runs that create
// or update the same reference make one record.
import type { Breach, Effect, Try } from '../history';
import { OPERATIONS, tagOf } from '../operations';
import type { Played } from '../stage';
import type { Claim } from './claims';

/** An effect that came when its request had been given up is in nobody's hands. */
const inTime = ({ attempt, seq }: Effect) =>
	attempt.settled === undefined || attempt.settled.seq > seq;

function isOf({ attempt }: Effect, act: number, pass: number): boolean {
	const by = attempt.caller as Try;
	return by.act === act && by.pass === pass;
}

/** Judges the order of effects. */
export function judgeOrder(played: Played, claims: Claim[]): Breach[] {
	return [...laterRows(played, claims), ...references(played)];
}

function laterRows({ history, scenario }: Played, claims: Claim[]): Breach[] {
	const groups = new Map<string, Claim[]>();
	for (const claim of claims) {
		const { tested, row, act, pass } = claim;
		const about = tested.ordered && (row[tested.ordered] ?? row.clientId);
		// Each call of a tool is a run of its own.
		if (!about || !claim.by || scenario.acts[act]!.do !== 'run') continue;
		// Under its key nothing is done twice, not even to come after an earlier row that n8n tried again.
		if (tested.repeat === 'keyed' && claim.by.isFurther) continue;
		const name = JSON.stringify([act, pass, String(about).trim().toLowerCase()]);
		groups.set(name, [...(groups.get(name) ?? []), claim]);
	}
	return [...groups].flatMap(([name, all]) => {
		// Rows that are equal but for the record they are about, or for what became of them, cannot be told apart by
		// their effects.
		const rows = all.filter(
			(row) =>
				row.kind === 'done' &&
				![...groups].some(([other, theirs]) =>
					theirs.some(
						({ pool, act, kind }) =>
							pool === row.pool && act === row.act && (other !== name || kind !== 'done'),
					),
				),
		);
		const byTag = new Map(
			rows.sort((a, b) => a.index - b.index).map((row) => [tagOf(row.tested, row.row), row]),
		);
		// Of rows that are equal the last one counts.
		const last = [...byTag.values()]
			.sort((a, b) => a.index - b.index)
			.map(({ tested, row, act, pass }) => ({
				tag: tagOf(tested, row),
				seq: Math.max(
					-Infinity,
					...history.effects
						.filter(
							(effect) =>
								effect.tag === tagOf(tested, row) && isOf(effect, act, pass) && inTime(effect),
						)
						.map(({ seq }) => seq),
				),
			}));
		const wrong = last.findIndex(
			({ seq }, i) => i > 0 && seq !== -Infinity && last[i - 1]!.seq > seq,
		);
		if (wrong === -1) return [];
		const [before, after] = [last[wrong - 1]!.tag, last[wrong]!.tag];
		return [
			{ invariant: 'order', what: `${name}: ${before} took effect after ${after}, a later row` },
		];
	});
}

/** *Create or Update* of the same reference never makes two records. */
function references({ history }: Played): Breach[] {
	const made = history.effects.filter(({ made: isNew, attempt }) => {
		const { operation } = attempt.caller as Try;
		return (
			isNew &&
			operation !== undefined &&
			OPERATIONS[operation as 'kwikUpsert'].operation === 'upsert'
		);
	});
	const first = new Map<string, Effect>();
	const found: Breach[] = [];
	for (const effect of made) {
		const { attempt } = effect;
		if (attempt.provider !== 'kwik') continue;
		const records = (attempt.body as { records: Array<{ reference: string }> }).records;
		const { reference } = records[attempt.effects.indexOf(effect)]!;
		const name = JSON.stringify([attempt.world, reference]);
		const before = first.get(name);
		if (!before) {
			first.set(name, effect);
			continue;
		}
		if (!inTime(effect) || couldNotBeSeen(history.attempts, before, effect)) continue;
		found.push({
			invariant: 'references',
			what: `${name} was created by #${before.attempt.id} and again by #${attempt.id}`,
		});
	}
	return found;
}

/** Whether the first effect came after its request was given up, and after the second one's look-up. */
function couldNotBeSeen(
	attempts: Played['history']['attempts'],
	first: Effect,
	{ attempt }: Effect,
): boolean {
	if (inTime(first)) return false;
	const lookUp = attempts
		.filter(
			({ caller, route, servedSeq }) =>
				caller === attempt.caller &&
				route === 'list' &&
				servedSeq !== undefined &&
				servedSeq < attempt.sentSeq,
		)
		.at(-1);
	return (lookUp?.servedSeq ?? 0) < first.seq;
}
