// What the nodes say became of each row: done with a record, failed for certain, not known, or not told at all.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Try } from '../history';
import { guaranteeFor, OPERATIONS, tagOf, type Guarantee, type Tested } from '../operations';
import type { Pass, Played, ToolCall } from '../stage';

export interface Claim {
	kind: 'done' | 'failed' | 'unknown' | 'untold';
	/** Rows that cannot be told apart, nor their effects, share a pool. */
	pool: string;
	tested: Tested;
	guarantee: Guarantee;
	row: IDataObject;
	/** What was given out, where it is done. */
	record?: IDataObject;
	/** The act, and where in it the row stands. */
	act: number;
	pass: number;
	index: number;
	/** The try that said so. */
	by: Try | undefined;
	execution: string;
	mode: string;
}

const NOT_KNOWN = /is not known: look it up/;
const OF_AN_ERROR = ['error', 'message', 'details'];

export const isErrorItem = ({ json }: INodeExecutionData) =>
	Boolean(json.error) && Object.keys(json).every((key) => OF_AN_ERROR.includes(key));

/** Whether an error item says that nobody knows what came of its row. */
export const saysUnknown = ({ json }: INodeExecutionData) =>
	NOT_KNOWN.test(String((json.details as { hint?: string } | undefined)?.hint));

export const itemOf = ({ pairedItem }: INodeExecutionData) =>
	(pairedItem as { item: number } | undefined)?.item;

interface Thrown {
	message?: string;
	description?: string | null;
	context?: { itemIndex?: number };
}

/** What a thrown error says of which row. */
export function saidBy(error: unknown): { kind: 'failed' | 'unknown'; index: number | undefined } {
	const { message, description, context } = error as Thrown;
	const isUnknown = NOT_KNOWN.test(`${message ?? ''} ${description ?? ''}`);
	return { kind: isUnknown ? 'unknown' : 'failed', index: context?.itemIndex };
}

/** The last word on every row of every pass and every call of a tool. */
export function claimsOf({ passes, calls }: Played): Claim[] {
	const last = new Map<string, Pass>();
	for (const pass of passes) {
		last.set(JSON.stringify([pass.number, pass.pass, apartOf(pass)]), pass);
	}
	const lastExecution = new Map(calls.map(({ number, execution }) => [number, execution]));
	return [
		...[...last.values()].flatMap(claimsOfPass),
		...calls.map((call) =>
			lastExecution.get(call.number) === call.execution
				? claimOfCall(call)
				: { ...claimOfCall(call), kind: 'untold' as const },
		),
	];
}

/** What tells executions apart that nothing ties together. */
function apartOf({ act, execution }: Pass): string {
	const { repeat } = OPERATIONS[act.settings.operation];
	return (!act.token && repeat === 'keyed') || repeat === 'never' ? execution : '';
}

function claimsOfPass(pass: Pass): Claim[] {
	const { act, run, cancelled, rows } = pass;
	const by = run?.tries.at(-1);
	const said = run?.error === undefined ? undefined : saidBy(run.error);
	return rows.map((row, index) => {
		const base = {
			...baseOf(act.settings.operation, act.settings.account.world, row, pass),
			index,
		};
		const claim = (kind: Claim['kind'], record?: IDataObject): Claim => ({
			...base,
			pass: pass.pass,
			kind,
			by,
			...(record ? { record } : {}),
		});
		if (!run || cancelled || run.passedThrough) return claim('untold');
		if (said) return claim(said.index === index ? said.kind : 'untold');
		const item = by!.output?.find((candidate) => itemOf(candidate) === index);
		if (!item) return claim('untold');
		if (!isErrorItem(item)) return claim('done', item.json);
		return claim(saysUnknown(item) ? 'unknown' : 'failed');
	});
}

function claimOfCall(call: ToolCall): Claim {
	const { act, run, cancelled } = call;
	const by = run?.tries.at(-1);
	const base = {
		...baseOf(act.settings.operation, act.settings.account.world, call.row, call),
		index: 0,
		pass: 0,
		by,
	};
	if (!run || cancelled || !by) return { ...base, kind: 'untold' };
	if (run.error !== undefined) {
		return { ...base, kind: saidBy(by.error ?? run.error).kind };
	}
	const item = by.output?.[0];
	if (!item) return { ...base, kind: 'untold' };
	if (!isErrorItem(item)) return { ...base, kind: 'done', record: item.json };
	return { ...base, kind: saysUnknown(item) ? 'unknown' : 'failed' };
}

function baseOf(
	operation: keyof typeof OPERATIONS,
	world: number,
	row: IDataObject,
	where: Pass | ToolCall,
) {
	const tested: Tested = OPERATIONS[operation];
	const guarantee = guaranteeFor(tested, row);
	const tokenless = where.act.do === 'run' && !where.act.token && guarantee === 'keyed';
	// With an email MakePay knows a customer again, without one it does not; rows of both kinds may have the same name.
	const byExecution = tested.provider === 'makePay' && tested.operation === 'upsert';
	const apart = tokenless || byExecution || guarantee === 'never' ? where.execution : '';
	return {
		pool: JSON.stringify([operation, world, tagOf(tested, row), apart]),
		tested,
		guarantee,
		row,
		act: where.number,
		execution: where.execution,
		mode: 'mode' in where ? where.mode : (where.run?.tries.at(-1)?.mode ?? 'trigger'),
	};
}
