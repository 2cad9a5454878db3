// Records that somebody else has made under the same reference meanwhile: another n8n process, or a request that took
// effect late. Nothing can prevent it where a provider has no key; so it is looked for afterwards, once, and told.
import type { IDataObject } from 'n8n-workflow';
import { groupedBy } from '../contract/groups';
import { asText } from '../contract/json';
import { inBrief, shorten } from '../contract/text';
import { monotonic } from '../send/clock';
import { readList } from '../send/sender';
import type { Delivery } from './parcel';

/** Somebody else's records under the reference of a row that was created. */
interface Double {
	row: number;
	reference: string;
	ours: string;
	others: string[];
}

/**
 * Tells which rows have a double. Only those are asked about whose reference was looked for, not found, and therefore
 * created: what is created without a look may exist as often as its user likes. One list, and no try more; whatever
 * comes of it, the run is as good as it was.
 * @param startedAt when the run began, by the monotonic clock
 */
export async function tellDoubles(delivery: Delivery, startedAt: number): Promise<void> {
	const { reconciler, settlement, missed, sender } = delivery;
	const { reference, list, records, whenTwice } = reconciler?.rule ?? {};
	const rows = [...missed.values()].filter(({ itemIndex }) => settlement.recordOf(itemIndex));
	if (!list || !records || !whenTwice || reference === undefined) return;
	if (rows.length === 0 || settlement.stopped || sender.signal?.aborted) return;
	const { name } = sender.connection.provider;
	const since = Date.now() - (monotonic() - startedAt);
	const once = { ...sender, options: { ...sender.options, maxRetries: 0 } };
	const listed = await readList(once, list(rows[0]!.request, since), records);
	if (!listed.ok) {
		sender.notes.say(
			`Whether ${name} has got other records with the same references meanwhile could not be found out: ${listed.failure.message}`,
		);
		return;
	}
	const doubles = doublesIn(delivery, listed.value.records, reference, startedAt);
	if (doubles.length === 0) return;
	const named = doubles.map(
		({ row, reference: of, ours, others }) =>
			`${shorten(of)} (row ${row}: ${shorten(ours)}; besides: ${inBrief(others)})`,
	);
	sender.notes.warn(
		`While this run created records, ${name} has got others with the same reference: ${inBrief(named, Infinity)}. Another execution made them at the same time, or a request whose answer was lost took effect late. ${whenTwice}`,
	);
}

function doublesIn(
	{ settlement, missed, reconciler }: Delivery,
	listed: IDataObject[],
	reference: string,
	startedAt: number,
): Double[] {
	const { createdAt, tolerance } = reconciler!.rule;
	const elapsed = monotonic() - startedAt;
	// What any row of this run was given is no double.
	const known = new Set(settlement.done().map(({ record }) => asText(record?.id)));
	const byReference = groupedBy(listed, (record) => asText(record[reference]));
	return [...missed.keys()].flatMap((itemIndex) => {
		const record = settlement.recordOf(itemIndex);
		const of = asText(record?.[reference]);
		if (!record || of === '') return [];
		// Both are dated by one clock. A date that cannot be read does not clear anybody.
		const begin = createdAt(record) - elapsed - tolerance;
		const others = (byReference.get(of) ?? []).filter(
			(other) => !known.has(asText(other.id)) && !(createdAt(other) < begin),
		);
		if (others.length === 0) return [];
		const ids = others.map(({ id }) => asText(id));
		return [{ row: itemIndex + 1, reference: of, ours: asText(record.id), others: ids }];
	});
}
