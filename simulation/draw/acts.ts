// Acts: executions, agents, MCP clients, triggers, deliveries, and what else happens.
import type { OperationName } from '../operations';
import type { Random } from '../random';
import type {
	Account,
	AgentAct,
	ChangeAct,
	DeliveryAct,
	DeliveryAttempt,
	McpAct,
	NodeSettings,
	PollAct,
	RunAct,
} from '../scenario';
import { nodeOf } from './nodes';
import type { RowSource } from './rows';

/** What drawing acts needs. */
export interface Draw {
	random: Random;
	rows: RowSource;
	account: Account;
}

const soon = (random: Random) => random.pick([0, 0, 1, 200, 1000, 3000, 20_000]);
const many = (random: Random) =>
	random.weighted({ 1: 20, 2: 20, 3: 15, 5: 20, 8: 15, 14: 8, 25: 2 });

/** An execution. */
export function runAct(
	{ random, rows, account }: Draw,
	operation: OperationName,
	name: string,
): RunAct {
	const settings = nodeOf(random, operation, account, name);
	const passes = random.weighted({ 1: 85, 2: 10, 3: 5 });
	const stops = settings.onError === 'stopWorkflow';
	return {
		do: 'run',
		at: soon(random),
		settings,
		passes: random.list(Number(passes), () => rows.rows(operation, Number(many(random)))),
		mode: random.chance(0.85) ? 'trigger' : 'manual',
		token: random.chance(0.92),
		...(random.chance(0.07) ? { cancelAfter: random.int(0, 4000) } : {}),
		...(random.chance(stops ? 0.5 : 0.1)
			? {
					again: random.list(random.int(1, 2), () => ({
						after: random.pick([100, 2000, 15_000, 60_000, 3_700_000]),
					})),
				}
			: {}),
	};
}

/**
 * The node as a tool. What its tries and calls have in common is what they ask for and nothing else: of a tool with a
 * field of its own that changes each time nobody can tell a second try from a second call.
 */
const toolOf = (settings: NodeSettings): NodeSettings => ({
	...settings,
	style: 'column',
	volatile: false,
});

/** An agent with the node as a tool. */
export function agentAct(
	{ random, rows, account }: Draw,
	operation: OperationName,
	name: string,
): AgentAct {
	const settings = toolOf(nodeOf(random, operation, account, name));
	const row = rows.row(operation);
	const call = () => ({
		after: random.pick([0, 0, 500, 3000]),
		// Models like to ask for the same.
		row: random.chance(0.6) ? row : rows.row(operation),
	});
	return {
		do: 'agent',
		at: soon(random),
		settings,
		way: random.chance(0.6) ? 'call' : 'queue',
		items: random.list(random.int(1, 3), () => random.list(random.int(1, 3), call)),
		insists: random.chance(0.5),
		...(random.chance(0.05) ? { cancelAfter: random.int(0, 4000) } : {}),
		...(random.chance(0.2) ? { again: [{ after: random.pick([500, 20_000]) }] } : {}),
	};
}

/** An MCP client. */
export function mcpAct(
	{ random, rows, account }: Draw,
	operation: OperationName,
	name: string,
): McpAct {
	const settings = toolOf(nodeOf(random, operation, account, name));
	const row = rows.row(operation);
	return {
		do: 'mcp',
		at: soon(random),
		settings,
		calls: random.list(random.int(1, 4), () => ({
			after: random.pick([0, 0, 500, 3000, 60_000]),
			row: random.chance(0.7) ? row : rows.row(operation),
		})),
	};
}

const EVENTS = {
	kwik: ['customerCreated', 'customerUpdated'],
	smarterPay: ['linkCreated', 'linkVisited', 'linkCompleted', 'linkExpired'],
};

/** A polling trigger. */
export function pollAct({ random, account }: Draw, name: string): PollAct {
	const provider = random.pick(['kwik', 'smarterPay'] as const);
	const all = EVENTS[provider];
	const events = all.filter(() => random.chance(0.65));
	const polls = random.int(3, 7);
	return {
		do: 'poll',
		at: random.int(0, 2000),
		workflow: `workflow ${name}`,
		provider,
		account,
		events: events.length > 0 ? events : [all[0]!],
		lookBackDays: random.pick([1, 7, 30]),
		every: 60_000,
		polls,
		stores: random.pick(['emit', 'poll']),
		changes: random.chance(0.4)
			? [
					{
						before: random.int(1, polls - 1),
						...(random.chance(0.5)
							? { account: { world: random.chance(0.7) ? 1 : 0, keys: random.int(0, 1) } }
							: { lookBackDays: random.pick([1, 7, 30, 365]) }),
					},
				]
			: [],
	};
}

const DAY = 86_400_000;

/** Something that a trigger may see. */
export function changeAct(random: Random, poll: PollAct, within: number): ChangeAct {
	const what =
		poll.provider === 'kwik'
			? random.weighted({ create: 50, touch: 50, visit: 0, complete: 0, expire: 0 })
			: random.weighted({ create: 40, touch: 0, visit: 20, complete: 25, expire: 15 });
	return {
		do: 'change',
		at: random.int(0, within),
		provider: poll.provider,
		world: random.chance(0.85) ? poll.account.world : 1,
		what,
		which: random.int(0, 6),
		...(what === 'create' && random.chance(0.4)
			? { age: random.pick([0, DAY / 2, 3 * DAY, 20 * DAY, 100 * DAY]) }
			: {}),
	};
}

/** Deliveries to a webhook trigger. */
export function deliveryAct({ random, account }: Draw, name: string): DeliveryAct {
	const attempt = (i: number): DeliveryAttempt => {
		const signed = random.weighted({ anew: 50, same: i === 0 ? 0 : 42, forged: 8 });
		return {
			after: i === 0 ? 0 : random.pick([0, 1, 1000, 200_000, 300_000, 900_000]),
			signed,
			// Only who cannot sign has to pass off an old delivery as another.
			otherGroup: signed === 'same' && random.chance(0.5),
			...(random.chance(0.25) ? { failsToStart: random.pick(['before', 'after'] as const) } : {}),
		};
	};
	return {
		do: 'delivery',
		at: soon(random),
		workflow: `workflow ${name}`,
		account,
		events: random.chance(0.8) ? [] : ['statusChanged'],
		statuses: random.chance(0.8) ? [] : ['complete'],
		deliveries: random.list(random.int(1, 4), () => ({
			type: random.pick([
				'status_changed',
				'status_changed',
				'payment_request_expired',
				'subscription_status_changed',
				'something_new',
			]),
			status: random.pick(['complete', 'pending', 'expired']),
			attempts: random.list(random.int(1, 5), attempt).sort((a, b) => a.after - b.after),
		})),
	};
}
