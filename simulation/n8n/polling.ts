// How n8n polls a trigger: on publishing and then at its times, with static data that it keeps as JSON text.
import type { IDataObject, INode, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Caller } from '../history';
import { CREDENTIAL_TYPES } from '../operations';
import type { NodeName, Process } from '../program';
import { credentialOf as keysOf, type Merchants } from '../providers';
import type { PollAct } from '../scenario';
import { credentialOf, helperOf, type Placed } from './context';
import type { Surroundings } from './execution';
import { accountName, RATES } from './nodes';

/** What a poll gave. */
export interface Poll {
	caller: Caller;
	account: PollAct['account'];
	lookBackDays: number;
	startedAt: number;
	/** The moment it counts its days back from, by the machine's clock. */
	clock: number;
	endedAt?: number;
	events?: IDataObject[];
	error?: unknown;
	/** Whether n8n stored the static data after it. */
	stored: boolean;
	/** The state it began from is that of an older poll: n8n was restarted in between. */
	fromStored: boolean;
}

const NODES: Record<PollAct['provider'], NodeName> = {
	kwik: 'kwikTrigger',
	smarterPay: 'smarterPayTrigger',
};

/** A trigger of a published workflow. */
export class PolledTrigger {
	/** As n8n's database has it. */
	private stored = '{}';
	/** As the process has it, until it ends. */
	private live: { process: Process; data: IDataObject } | undefined;
	/** How often it was published. */
	private published = 0;
	readonly polls: Poll[] = [];
	account: PollAct['account'];
	lookBackDays: number;

	constructor(
		private readonly around: Surroundings,
		private readonly merchants: Merchants,
		readonly act: PollAct,
	) {
		this.account = act.account;
		this.lookBackDays = act.lookBackDays;
	}

	/** Changes its settings; n8n takes it down and publishes it anew, with what it had stored. */
	change({ account, lookBackDays }: PollAct['changes'][number]): void {
		if (account) this.account = account;
		if (lookBackDays !== undefined) this.lookBackDays = lookBackDays;
		this.live = undefined;
		this.published++;
	}

	/** One poll. */
	async poll(process: Process): Promise<Poll> {
		const { act, around } = this;
		const fresh = this.live?.process !== process;
		if (fresh || act.stores === 'poll') {
			this.live = { process, data: JSON.parse(this.stored) as IDataObject };
		}
		const { data } = this.live!;
		const { published } = this;
		const caller: Caller = {
			name: `poll ${this.polls.length + 1} of ${act.workflow}`,
			process,
			account: accountName(act.provider, this.account),
			rate: RATES[act.provider],
			timeout: 30_000,
			isPoll: true,
		};
		const poll: Poll = {
			caller,
			account: this.account,
			lookBackDays: this.lookBackDays,
			startedAt: around.time.now,
			clock: Date.now(),
			stored: false,
			fromStored: fresh,
		};
		this.polls.push(poll);
		around.trace.say(() => `${caller.name} begins`);
		try {
			const node = process.node(NODES[act.provider]);
			const output = await process.whileAlive(node.poll!.call(this.context(caller, data)));
			poll.endedAt = around.time.now;
			poll.events = (output?.[0] ?? []).map(({ json }: INodeExecutionData) => json);
			// n8n stores the static data on publishing and with each start of the workflow.
			const stores = act.stores === 'poll' || fresh || output !== null;
			if (stores && this.published === published) {
				this.stored = JSON.stringify(data);
				poll.stored = true;
			}
			around.trace.say(() => `${caller.name} gives ${JSON.stringify(poll.events)}`);
		} catch (error) {
			poll.endedAt = around.time.now;
			poll.error = error;
			const { message, description } = error as Error & { description?: string };
			around.trace.say(() => `${caller.name} throws ${message} / ${description ?? ''}`);
		}
		return poll;
	}

	private context(caller: Caller, data: IDataObject): IPollFunctions {
		const { act, around, merchants, account, lookBackDays } = this;
		const { provider, workflow, events } = act;
		const credentialType = CREDENTIAL_TYPES[provider];
		const node: INode = {
			id: `${workflow}-trigger`,
			name: 'Trigger',
			type: `n8n-nodes-billing-links.${NODES[provider]}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: { events, lookBackDays },
			credentials: { [credentialType]: { id: JSON.stringify(account), name: 'Demo' } },
		};
		const placed: Placed = {
			workflow,
			node,
			credentialType,
			credential: keysOf(merchants, provider, account.world, account.keys),
		};
		return {
			getNode: () => node,
			getWorkflow: () => ({ id: workflow, name: workflow, active: true }),
			getNodeParameter: (name: string, fallback?: unknown) => node.parameters[name] ?? fallback,
			getMode: () => 'trigger',
			getWorkflowStaticData: () => data,
			getCredentials: async () => await credentialOf(placed),
			helpers: { httpRequestWithAuthentication: helperOf(placed, caller, around.wire) },
		} as unknown as IPollFunctions;
	}
}
