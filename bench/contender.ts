// What takes part in a case, and what one run of it gives.
import type { MemoryUse } from './memory';
import type { Effects, SandboxSetup, Tally } from './messages';

/** One row of a user's data. */
export type Row = Record<string, string | number>;

/** What one run took and did. */
export interface Sample extends Tally, MemoryUse {
	/** Time of the contender's own nodes, as n8n measured it; without n8n the time of the loop. */
	nodeMs: number;
	/** From the call of the webhook to its answer. */
	wallMs: number;
	outputs: number;
	/** Items on the error output. */
	errors: number;
	/** Those of them that carry message, code and at least one field. */
	explained: number;
	/** Outputs that stand where another row's belongs. */
	outOfOrder: number;
	/** What ended the workflow, where something did. */
	failure?: string;
	/** Bytes of the outputs as JSON. */
	outputBytes: number;
}

/** A task that all contenders of a case are given alike. */
export interface Task {
	/** The sandbox for a run over so many rows. */
	setup(rows: number): SandboxSetup;
	/** The rows that n8n is given. `seeded`: ids of the records that are there before. */
	rows(count: number, seeded: string[]): Row[];
	effects: Effects;
	/** The key of the effect a row must have; undefined where the provider must refuse it. */
	keyOf(row: Row): string | undefined;
	/** The key an output carries, where it does. */
	outputKeyOf?(output: Record<string, unknown>): unknown;
}

export interface Contender {
	/** Short name, by which results are found again. */
	key: string;
	/** For people. */
	name: string;
	/** This package: lost or duplicate records of it fail the benchmark. */
	own: boolean;
	/** Records it deals with in one run. */
	records: number;
	/** Outputs that must come; undefined where that is not what it is about. */
	outputs: number | undefined;
	/** At most so many measured runs, for one that takes very long. */
	atMost?: number;
	/** Publishes what is needed and runs a little, unmeasured. */
	warmUp(): Promise<unknown>;
	run(): Promise<Sample>;
}

export interface Case {
	id: string;
	title: string;
	/** What all contenders met. */
	conditions: string;
	contenders: Contender[];
}

/** All runs of one contender in one case. */
export interface Result {
	caseId: string;
	contender: Contender;
	samples: Sample[];
}
