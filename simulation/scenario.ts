// A scenario as data: it can be stored as JSON and keeps its meaning when the way of drawing scenarios changes.
import type { IDataObject } from 'n8n-workflow';
import type { OperationName } from './operations';
import type { KeyVersion, ProviderName, World } from './providers';
import type { Climate } from './wire/weather';

/** The account a node works with. */
export interface Account {
	world: World;
	keys: KeyVersion;
}

/** How a node stands in its workflow. */
export interface NodeSettings {
	workflow: string;
	node: string;
	operation: OperationName;
	account: Account;
	/** How its fields get their values: an expression that names a column, one that computes, or by column names. */
	style: 'column' | 'computed' | 'automatic';
	/** Whether a field changes with every try, as one with `$now` does. */
	volatile: boolean;
	apiVersion: '1.0' | '2.0';
	simplify: boolean;
	options: IDataObject;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retries?: { maxTries: number; waitBetweenTries: number };
	/** What is wrong with it: a credential that cannot be read, an expression that fails. */
	broken?: 'credential' | 'option' | 'field';
}

/** A retry of the execution by a person. */
export interface Again {
	/** Milliseconds after the execution ended. */
	after: number;
}

/** A workflow is executed; the node is run once, or in a loop. */
export interface RunAct {
	do: 'run';
	at: number;
	settings: NodeSettings;
	/** The rows of each pass. */
	passes: IDataObject[][];
	mode: 'trigger' | 'manual';
	/** Whether n8n gives the execution a token. */
	token: boolean;
	/** When it is cancelled, in milliseconds after it began. */
	cancelAfter?: number;
	again?: Again[];
}

/** An agent calls the node as a tool. */
export interface AgentAct {
	do: 'agent';
	at: number;
	settings: NodeSettings;
	/** `call` with a run index for each try · `queue` through the execution's queue. */
	way: 'call' | 'queue';
	/** The calls of each of the agent's items, which go on side by side. */
	items: Array<Array<{ after: number; row: IDataObject }>>;
	/** Whether the model asks once more for what failed. */
	insists: boolean;
	cancelAfter?: number;
	again?: Again[];
}

/** An MCP client calls the node: no execution, no id. */
export interface McpAct {
	do: 'mcp';
	at: number;
	settings: NodeSettings;
	calls: Array<{ after: number; row: IDataObject }>;
}

/** A polling trigger is published. */
export interface PollAct {
	do: 'poll';
	at: number;
	workflow: string;
	provider: 'kwik' | 'smarterPay';
	account: Account;
	events: string[];
	lookBackDays: number;
	/** Milliseconds between polls. */
	every: number;
	polls: number;
	/** `emit` n8n stores the static data when something is emitted · `poll` after every poll. */
	stores: 'emit' | 'poll';
	/** Changes to its settings before one of its polls; n8n publishes it anew. */
	changes: Array<{ before: number; account?: Account; lookBackDays?: number }>;
}

/** MakePay sends an event to the webhook of a trigger. */
export interface DeliveryAct {
	do: 'delivery';
	at: number;
	workflow: string;
	account: Account;
	events: string[];
	statuses: string[];
	/** The events, each with the attempts of its delivery. */
	deliveries: Array<{
		type: string;
		status: string;
		attempts: DeliveryAttempt[];
	}>;
}

export interface DeliveryAttempt {
	/** Milliseconds after the act. */
	after: number;
	/** `anew` signed for this attempt · `same` the bytes of the one before · `forged`. */
	signed: 'anew' | 'same' | 'forged';
	/** Sent under another group id. */
	otherGroup: boolean;
	/** n8n fails to start the workflow: before or after it has stored the static data. */
	failsToStart?: 'before' | 'after';
}

/** Something changes at a provider, without us. */
export interface ChangeAct {
	do: 'change';
	at: number;
	provider: ProviderName;
	world: World;
	what: 'create' | 'touch' | 'visit' | 'complete' | 'expire';
	/** Which of the records, counted from the oldest. */
	which: number;
	/** How much longer ago it is said to be made, in milliseconds. */
	age?: number;
}

/** The machine's clock is set. */
export interface JumpAct {
	do: 'jump';
	at: number;
	by: number;
}

/** The process of n8n ends and begins anew. */
export interface RestartAct {
	do: 'restart';
	at: number;
	/** Milliseconds until it is back. */
	downFor: number;
}

export type Act =
	RunAct | AgentAct | McpAct | PollAct | DeliveryAct | ChangeAct | JumpAct | RestartAct;

export interface Scenario {
	seed: string;
	/** When it begins, in epoch milliseconds by the machine's clock. */
	start: number;
	/** How far the providers' clocks are ahead, in milliseconds. */
	drift: Record<ProviderName, number>;
	climate: Climate;
	/** The switches of the stand-ins. */
	switches: {
		kwik: IDataObject;
		smarterPay: IDataObject;
		makePay: IDataObject;
	};
	/** Requests per second that an account takes; 0 for any number. */
	limits: Partial<
		Record<ProviderName, { perSecond: number; retryAfter: 'none' | 'seconds' | 'date' }>
	>;
	/** Records that are there before. */
	stored: number;
	acts: Act[];
}
