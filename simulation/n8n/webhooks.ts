// How n8n receives a delivery: static data loaded for each, stored again before the workflow starts, and an error
// where it cannot start.
import type { IDataObject, INode, IWebhookFunctions } from 'n8n-workflow';
import { CREDENTIAL_TYPES } from '../operations';
import type { Process } from '../program';
import { credentialOf as keysOf, type Merchants } from '../providers';
import type { DeliveryAct, DeliveryAttempt } from '../scenario';
import type { Surroundings } from './execution';

/** An attempt of a delivery, as it arrived and as it was answered. */
export interface Received {
	/** The event it is about. */
	event: string;
	/** What it is signed for: equal where the same bytes come again. */
	signature: string;
	group: string;
	genuine: boolean;
	at: number;
	status: number;
	body: IDataObject;
	/** Whether the workflow was started with it. */
	started: boolean;
	/** Whether it was to fail to start. */
	failsToStart: DeliveryAttempt['failsToStart'];
	process: Process;
}

/** A webhook trigger of a published workflow. */
export class WebhookTrigger {
	private stored = '{}';
	readonly received: Received[] = [];

	constructor(
		private readonly around: Surroundings,
		private readonly merchants: Merchants,
		readonly act: DeliveryAct,
	) {}

	/** One attempt of a delivery. */
	async receive(
		process: Process,
		headers: Record<string, string>,
		body: string,
		about: Pick<Received, 'event' | 'genuine' | 'failsToStart'>,
	): Promise<Received> {
		const { act, merchants, around } = this;
		const finished: Array<() => void> = [];
		const response = {
			statusCode: 200,
			answer: {} as IDataObject,
			writableEnded: false,
			status(code: number) {
				response.statusCode = code;
				return {
					json: (answer: IDataObject) => {
						response.answer = answer;
						response.writableEnded = true;
						for (const listener of finished) listener();
					},
				};
			},
			once: (_event: string, listener: () => void) => finished.push(listener),
		};
		const data = JSON.parse(this.stored) as IDataObject;
		const credentialType = CREDENTIAL_TYPES.makePay;
		const node: INode = {
			id: `${act.workflow}-trigger`,
			name: 'Trigger',
			type: 'n8n-nodes-billing-links.makePayTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { events: act.events, statuses: act.statuses },
			credentials: { [credentialType]: { id: '1', name: 'Demo' } },
		};
		const context = {
			getNode: () => node,
			getWorkflow: () => ({ id: act.workflow, name: act.workflow, active: true }),
			getMode: () => 'webhook',
			getNodeParameter: (name: string) => node.parameters[name],
			getWorkflowStaticData: () => data,
			getCredentials: async () =>
				await Promise.resolve(keysOf(merchants, 'makePay', act.account.world, act.account.keys)),
			getHeaderData: () => headers,
			getRequestObject: () => ({ rawBody: Buffer.from(body) }),
			getResponseObject: () => response,
			getBodyData: () => JSON.parse(body) as IDataObject,
			helpers: { returnJsonArray: (rows: IDataObject[]) => rows.map((json) => ({ json })) },
		} as unknown as IWebhookFunctions;
		const result = await process.whileAlive(process.node('makePayTrigger').webhook!.call(context));
		const starts = (result.workflowData?.[0]?.length ?? 0) > 0;
		const failsToStart = starts ? about.failsToStart : undefined;
		if (failsToStart !== 'before') this.stored = JSON.stringify(data);
		if (starts) {
			const [status, answer] = failsToStart
				? ([500, { code: 0, message: 'Workflow could not be started' }] as const)
				: ([200, { message: 'Workflow was started' }] as const);
			response.status(status).json(answer);
		}
		const received: Received = {
			...about,
			failsToStart,
			signature: headers['x-makepay-signature'] ?? '',
			group: headers['x-makepay-delivery-group-id'] ?? '',
			at: around.time.now,
			status: response.statusCode,
			body: response.answer,
			started: starts && !failsToStart,
			process,
		};
		this.received.push(received);
		around.trace.say(
			() =>
				`delivery of ${about.event} group ${received.group} signed ${received.signature}: ` +
				`${received.status} ${JSON.stringify(received.body)}${received.started ? ', started' : ''}`,
		);
		return received;
	}
}
