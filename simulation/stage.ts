// What a scenario is played on, and what is left of it to judge.
import type { IDataObject } from 'n8n-workflow';
import type { History } from './history';
import type { NodeRun, Surroundings } from './n8n/execution';
import type { Host } from './n8n/host';
import type { PolledTrigger } from './n8n/polling';
import type { ToolRun } from './n8n/tools';
import type { WebhookTrigger } from './n8n/webhooks';
import type { Merchants, ProviderName } from './providers';
import type { Account, AgentAct, McpAct, RunAct, Scenario } from './scenario';
import type { Trace } from './trace';

/** A pass of a node in one execution. */
export interface Pass {
	act: RunAct;
	number: number;
	pass: number;
	rows: IDataObject[];
	execution: string;
	mode: string;
	/** Undefined where the process ended meanwhile. */
	run: NodeRun | undefined;
	cancelled: boolean;
}

/** A call of a tool. */
export interface ToolCall {
	act: AgentAct | McpAct;
	number: number;
	execution: string;
	/** What the tool was asked for. */
	row: IDataObject;
	run: ToolRun | undefined;
	cancelled: boolean;
}

/** One request to an account when all is over. */
export interface Probe {
	provider: ProviderName;
	account: Account;
	run: NodeRun;
	took: number;
}

/** A scenario that was played, with all there is to judge. */
export interface Played {
	scenario: Scenario;
	history: History;
	trace: Trace;
	merchants: Merchants;
	passes: Pass[];
	calls: ToolCall[];
	triggers: PolledTrigger[];
	webhooks: WebhookTrigger[];
	probes: Probe[];
	host: Host;
	/** Why it did not come to its end. */
	runaway: string | undefined;
	/** Virtual milliseconds. */
	duration: number;
}

/** What the acts of a scenario work with. */
export interface Stage extends Surroundings {
	host: Host;
	merchants: Merchants;
	scenario: Scenario;
	played: Played;
}
