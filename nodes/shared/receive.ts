// The door of the webhook triggers: only what is genuine, fresh and new starts the workflow.
import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Provider } from './contract/provider';
import { Memory } from './deliver/memory';

/** A provider sends an event again for a while; resends by hand come later. In milliseconds. */
const REMEMBERED = 24 * 60 * 60 * 1000;
const MAX_REMEMBERED = 5000;

/** Why a delivery is refused, with the HTTP status that says so. */
export interface Refused {
	status: 400 | 401 | 413;
	reason: string;
}

/** What a webhook trigger receives. */
export interface ReceiveRule {
	/** The credential's field that holds the secret of the signatures, with its label. */
	secret: { field: string; label: string };
	/** What to do where the credential lacks it. */
	setUp: { message: string; hint: string };
	/** Checks a delivery on its raw body, at a moment (epoch milliseconds). */
	refuse: (
		rawBody: Buffer | undefined,
		headers: IDataObject,
		secret: string,
		now: number,
	) => Refused | undefined;
	/** Names the event of a delivery, the same for all attempts to deliver it; undefined where nothing does. */
	eventOf: (headers: IDataObject) => string | undefined;
	/** Whether the node asks for a delivery. */
	wanted: (delivery: IDataObject, parameter: (name: string) => unknown) => boolean;
}

/** Events that this process received lately. n8n loads the static data anew for each delivery, so two at once cannot see each other there. */
const underWay = new Memory<true>(1000, REMEMBERED);

/**
 * On activation: a trigger without its secret would refuse every delivery, so it says so now.
 * @throws NodeOperationError when the credential lacks the secret
 */
export async function requireSecret(
	context: IHookFunctions,
	provider: Provider,
	{ secret, setUp }: ReceiveRule,
): Promise<true> {
	if (await secretOf(context, provider, secret.field)) return true;
	throw new NodeOperationError(context.getNode(), setUp.message, { description: setUp.hint });
}

/** Receives a delivery: 401 for what is not genuine, 200 without a start for what was received before or is not asked for. */
export async function receive(
	context: IWebhookFunctions,
	provider: Provider,
	rule: ReceiveRule,
): Promise<IWebhookResponseData> {
	// What is used of Express, whose types are not among n8n's dependencies.
	const response = context.getResponseObject() as unknown as {
		status(code: number): { json(body: IDataObject): void };
	};
	const answer = (status: number, body: IDataObject): IWebhookResponseData => {
		response.status(status).json(body);
		return { noWebhookResponse: true };
	};
	const secret = await secretOf(context, provider, rule.secret.field);
	if (!secret) {
		const error = `The ${provider.name} credential of this trigger has no ${rule.secret.label}`;
		return answer(401, { error });
	}
	const headers = context.getHeaderData() as IDataObject;
	const { rawBody } = context.getRequestObject() as unknown as { rawBody?: Buffer };
	const refused = rule.refuse(rawBody, headers, secret, Date.now());
	if (refused) return answer(refused.status, { error: refused.reason });
	const event = rule.eventOf(headers);
	// While a person tests the trigger in the editor, the same delivery may be sent again and again.
	if (event !== undefined && context.getMode() !== 'manual' && isRepeated(context, event)) {
		return answer(200, { received: true, repeated: true });
	}
	const delivery = context.getBodyData();
	if (!rule.wanted(delivery, (name) => context.getNodeParameter(name))) {
		return answer(200, { received: true, ignored: true });
	}
	return { workflowData: [context.helpers.returnJsonArray([delivery])] };
}

async function secretOf(
	context: IHookFunctions | IWebhookFunctions,
	provider: Provider,
	field: string,
): Promise<string> {
	const credentials = await context.getCredentials(provider.credentialType);
	return String(credentials[field] ?? '').trim();
}

/** Whether an event was received before; if not, it is remembered. */
function isRepeated(context: IWebhookFunctions, event: string): boolean {
	const state = context.getWorkflowStaticData('node');
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id, event]);
	const { repeated, seen } = rememberEvent(event, (state.seen ?? {}) as IDataObject, Date.now());
	if (repeated || underWay.get(name)) return true;
	state.seen = seen;
	underWay.put(name, true);
	return false;
}

/**
 * Whether an event was received before, and the memory with it in. Oldest entries are dropped first.
 * @param seen event → epoch milliseconds
 */
export function rememberEvent(
	event: string,
	seen: IDataObject,
	now: number,
): { repeated: boolean; seen: IDataObject } {
	const fresh = Object.entries(seen).filter(([, at]) => now - Number(at) < REMEMBERED);
	const repeated = fresh.some(([known]) => known === event);
	if (!repeated) fresh.push([event, now]);
	return { repeated, seen: Object.fromEntries(fresh.slice(-MAX_REMEMBERED)) };
}
