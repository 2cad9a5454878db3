// The door of the webhook triggers: only what is genuine, fresh and new starts the workflow.
import { createHash } from 'crypto';
import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Provider } from './contract/provider';
import { Memory } from './send/memory';

/** A provider sends an event again for a while; resends by hand come later. In milliseconds. */
const REMEMBERED = 24 * 60 * 60 * 1000;
const MAX_REMEMBERED = 10_000;

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
	/** Names by which the same event is known again: one that all attempts have, and what is signed. */
	namesOf: (headers: IDataObject) => string[];
	/** Whether the node asks for a delivery. */
	wanted: (delivery: IDataObject, parameter: (name: string) => unknown) => boolean;
}

/**
 * Names of events that this process received lately, and what became of them. n8n loads the static data anew for each
 * delivery, so two at once cannot see each other there.
 */
const received = new Memory<'started' | 'failed'>(MAX_REMEMBERED, REMEMBERED);

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

/** What of Express's objects is used here. */
interface Response {
	statusCode: number;
	status: (code: number) => { json: (body: IDataObject) => void };
	once: (event: 'finish', listener: () => void) => void;
}

/**
 * Receives a delivery: 401 for what is not genuine, 200 without a start for what was received before or is not asked
 * for. What n8n then fails to start it answers with an error, so the provider sends it again, and it is new again.
 */
export async function receive(
	context: IWebhookFunctions,
	provider: Provider,
	rule: ReceiveRule,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject() as unknown as Response;
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
	const delivery = context.getBodyData();
	if (!rule.wanted(delivery, (name) => context.getNodeParameter(name))) {
		return answer(200, { received: true, ignored: true });
	}
	// While a person tests the trigger in the editor, the same delivery may be sent again and again.
	if (context.getMode() !== 'manual' && isRepeated(context, rule.namesOf(headers), response)) {
		return answer(200, { received: true, repeated: true });
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

/** Whether an event was received before; if not, it is remembered, unless n8n cannot start the workflow. */
function isRepeated(context: IWebhookFunctions, names: string[], response: Response): boolean {
	const place = [context.getWorkflow().id, context.getNode().id];
	const marks = names.map((name) => markOf(JSON.stringify([...place, name])));
	const state = context.getWorkflowStaticData('node');
	// What failed to start is forgotten again, though the static data has it already.
	const failed = marks.filter((mark) => received.get(mark) === 'failed');
	const { repeated, seen } = rememberEvent(
		marks,
		withoutNames((state.seen ?? {}) as IDataObject, failed),
		Date.now(),
	);
	const isKnown = repeated || marks.some((mark) => received.get(mark) === 'started');
	// Also of what comes again, so that nobody passes it off as another event by its new signature.
	state.seen = seen;
	for (const mark of marks) received.put(mark, 'started');
	if (isKnown) return true;
	response.once('finish', () => {
		if (response.statusCode >= 400) for (const mark of marks) received.put(mark, 'failed');
	});
	return false;
}

function withoutNames(seen: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(Object.entries(seen).filter(([name]) => !names.includes(name)));
}

/** Short, since n8n keeps thousands of them with the workflow. */
function markOf(name: string): string {
	return createHash('sha256').update(name).digest('base64').slice(0, 12);
}

/**
 * Whether an event was received before under one of its names, and the memory with it in. Oldest entries are dropped
 * first.
 * @param seen name → epoch milliseconds
 */
export function rememberEvent(
	names: string[],
	seen: IDataObject,
	now: number,
): { repeated: boolean; seen: IDataObject } {
	const fresh = new Map(Object.entries(seen).filter(([, at]) => now - Number(at) < REMEMBERED));
	const repeated = names.some((name) => fresh.has(name));
	for (const name of names) if (!fresh.has(name)) fresh.set(name, now);
	return { repeated, seen: Object.fromEntries([...fresh].slice(-MAX_REMEMBERED)) };
}
