// Where a run ends it ends: nothing is sent after the first refusal in stop mode, nor after a cancellation.
import type { Breach, History, Try } from '../history';
import { OPERATIONS, tagOf, type OperationName } from '../operations';
import type { Played } from '../stage';
import { saidBy } from './claims';

/** How long a cancelled run may take to notice, in milliseconds. */
const NOTICED = 1000;

/** Judges how runs ended. */
export function judgeStops({ history }: Played): Breach[] {
	return history.tries.flatMap((by) => [
		...afterCancelling(history, by),
		...afterRefusal(history, by),
	]);
}

function afterCancelling(history: History, by: Try): Breach[] {
	const { cancelledAt, endedAt, name, startedAt } = by;
	if (cancelledAt === undefined) return [];
	const late = history.of(by).find(({ sentAt }) => sentAt > cancelledAt);
	if (late) {
		return [{ invariant: 'cancel', what: `${name}: #${late.id} was sent after it was cancelled` }];
	}
	const lingers = (endedAt ?? Infinity) - Math.max(cancelledAt, startedAt);
	if (lingers <= NOTICED) return [];
	return [
		{ invariant: 'cancel', what: `${name} goes on for ${lingers} ms after it was cancelled` },
	];
}

function afterRefusal(history: History, by: Try): Breach[] {
	const { continues, error, rows, operation, name, cancelledAt } = by;
	if (continues || error === undefined || cancelledAt !== undefined) return [];
	const { index, kind } = saidBy(error);
	// An item that gave up waiting for its turn failed then, and not with its last answer.
	if (/asked to wait longer/.test((error as Error).message)) return [];
	const attempts = history.of(by);
	const row = index === undefined ? undefined : rows[index];
	if (!row) return [];
	const tested = OPERATIONS[operation as OperationName];
	const tag = tagOf(tested, row);
	const own = attempts.filter(
		({ tags, route }) => tags.includes(tag) || route === 'list' || route === 'lookups',
	);
	// What was to be looked up first failed when that gave up.
	if (kind === 'unknown' && tested.repeat === 'reconciled' && own.at(-1)?.route !== 'list')
		return [];
	const known = Math.max(-Infinity, ...own.map(({ settled }) => settled?.at ?? Infinity));
	const late = attempts.find(({ sentAt }) => sentAt > known);
	if (!late || own.length === 0) return [];
	return [
		{
			invariant: 'stop',
			what: `${name}: #${late.id} was sent at ${late.sentAt}, after item ${index} had failed at ${known}`,
		},
	];
}
