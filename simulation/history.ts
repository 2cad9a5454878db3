// What happened in a scenario: every request with its answer and its effect, and everything n8n was given.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Process } from './program';
import type { ProviderName, World } from './providers';
import type { Route } from './wire/routes';

/** Who sends requests: one try of a node, one poll. */
export interface Caller {
	name: string;
	process: Process;
	/** Names the account, with the keys it was called with. */
	account: string;
	/** The rate the node was told, in requests per second. */
	rate: number;
	/** Milliseconds that a request may take. */
	timeout: number;
	/** Polls meet faults of their own. */
	isPoll: boolean;
}

/** One try of a node over its rows. */
export interface Try extends Caller {
	/** What stays the same in every try of the same pass of the same node, also when the execution is retried. */
	run: string;
	execution: string;
	mode: string;
	/** The act of the scenario it belongs to. */
	act: number;
	pass: number;
	operation: string;
	continues: boolean;
	rows: IDataObject[];
	startedAt: number;
	startedSeq: number;
	endedAt?: number;
	endedSeq?: number;
	/** What the node gave back. */
	output?: INodeExecutionData[];
	/** What it threw. */
	error?: unknown;
	hints: string[];
	/** When the execution was cancelled. */
	cancelledAt?: number;
	/** n8n made one before. */
	isFurther: boolean;
	/** n8n takes what this try gave; it makes no further one. */
	isLast?: boolean;
}

/** One request on the wire. */
export interface Attempt {
	id: number;
	caller: Caller;
	provider: ProviderName;
	world: World;
	route: Route;
	method: string;
	path: string;
	key: string | undefined;
	body: unknown;
	/** The rows it concerns, by what tells them apart. */
	tags: string[];
	sentAt: number;
	sentSeq: number;
	fault: string | undefined;
	/** When the provider dealt with it. */
	servedAt?: number;
	servedSeq?: number;
	/** What the sender got to know, and when. */
	settled?: Settled;
	replayed: boolean;
	effects: Effect[];
	/** The records of a list as they were shown. */
	listed?: IDataObject[];
}

export interface Settled {
	at: number;
	seq: number;
	status?: number;
	error?: string;
	/** Whether the answer tells what came of the request. */
	tells: boolean;
}

/** Something that a request brought about at a provider. */
export interface Effect {
	tag: string;
	recordId: string;
	/** Whether the record is new. */
	made: boolean;
	/** The record as the provider shows it, where it told. */
	record: IDataObject | undefined;
	at: number;
	seq: number;
	attempt: Attempt;
}

/** An invariant that does not hold. */
export interface Breach {
	invariant: string;
	what: string;
}

/** The record of a scenario. */
export class History {
	readonly attempts: Attempt[] = [];
	readonly effects: Effect[] = [];
	readonly tries: Try[] = [];
	readonly faults = new Map<string, number>();
	/** Breaches seen while the scenario was played. */
	readonly breaches: Breach[] = [];
	private order = 0;
	rows = 0;

	/** Numbers everything that happens, in its order. */
	next(): number {
		return ++this.order;
	}

	breach(invariant: string, what: string): void {
		this.breaches.push({ invariant, what });
	}

	/** The requests of one caller. */
	of(caller: Caller): Attempt[] {
		return this.attempts.filter((attempt) => attempt.caller === caller);
	}
}
