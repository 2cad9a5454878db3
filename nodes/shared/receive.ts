// The door of the webhook triggers: only what is genuine, fresh and new starts the workflow.
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { isObject } from './contract/json';
import type { Provider } from './contract/provider';
import { takeDown, type NewEvent } from './deliver/received';
import { monotonic } from './send/clock';
import { formsOf, withoutEcho, withoutFields } from './send/secrets';

/** How long n8n may take to start a workflow; it mostly does so in some milliseconds. */
const LONGEST_START = 60_000;
const QUICK_START = 500;

/** Why a delivery is refused, with the HTTP status that says so. */
export interface Refused {
	status: 400 | 401 | 413;
	reason: string;
}

/** A delivery that is signed and fresh. */
export interface Genuine {
	/** What it is signed with: of all that it carries, what only the provider can make. */
	signature: string;
}

/** What a webhook trigger receives. */
export interface ReceiveRule {
	/** The credential's field that holds the secret of the signatures, with its label. */
	secret: { field: string; label: string };
	/** What to do where the credential lacks it. */
	setUp: { message: string; hint: string };
	/** Checks a delivery on its raw body, at a moment (epoch milliseconds). */
	check: (
		rawBody: Buffer | undefined,
		headers: IDataObject,
		secret: string,
		now: number,
	) => Genuine | Refused;
	/** What all attempts to deliver one event have in common. It is not signed: anybody may write another one. */
	groupOf: (headers: IDataObject) => string | undefined;
	/** Whether the node asks for a delivery. */
	wanted: (delivery: IDataObject, parameter: (name: string) => unknown) => boolean;
	/** The item that comes out for a delivery. */
	output: (delivery: IDataObject, headers: IDataObject) => IDataObject;
}

/**
 * On activation: a trigger without its secret would refuse every delivery, so it says so now.
 * @throws NodeOperationError when the credential lacks the secret
 */
export async function requireSecret(
	context: IHookFunctions,
	provider: Provider,
	rule: ReceiveRule,
): Promise<true> {
	if (secretIn(await context.getCredentials(provider.credentialType), rule)) return true;
	const { message, hint } = rule.setUp;
	throw new NodeOperationError(context.getNode(), message, { description: hint });
}

/** What of Express's objects is used here. */
interface Response {
	statusCode: number;
	writableEnded: boolean;
	status: (code: number) => { json: (body: IDataObject) => void };
	once: (event: 'finish', listener: () => void) => void;
}

/**
 * Receives a delivery: 401 for what is not genuine, 503 where that cannot be told, 400 for what is no JSON object, 200
 * without a start for what was received before or is not asked for. What comes out holds no secret of the credential,
 * though the provider repeats it. What n8n then fails to start it answers with an error, so the provider sends it
 * again, and it is new again.
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
	const credentials = await context.getCredentials(provider.credentialType).catch(() => undefined);
	const secret = credentials && secretIn(credentials, rule);
	if (!secret) {
		// What cannot be checked must start nothing, not even an execution that fails: anybody may have sent it.
		const lacks = credentials ? `has no ${rule.secret.label}` : 'cannot be read';
		return answer(credentials ? 401 : 503, {
			error: `The ${provider.name} credential of this trigger ${lacks}`,
		});
	}
	const headers = context.getHeaderData() as IDataObject;
	const { rawBody } = context.getRequestObject() as unknown as { rawBody?: Buffer };
	const checked = rule.check(rawBody, headers, secret, Date.now());
	if ('reason' in checked) return answer(checked.status, { error: checked.reason });
	const delivery = objectIn(rawBody);
	if (!delivery) return answer(400, { error: 'The delivery is not a JSON object' });
	if (!rule.wanted(delivery, (name) => context.getNodeParameter(name))) {
		return answer(200, { received: true, ignored: true });
	}
	// While a person tests the trigger in the editor, the same delivery may be sent again and again.
	if (context.getMode() !== 'manual') {
		const place = [context.getWorkflow().id ?? '', context.getNode().id];
		const names = { signature: checked.signature, group: rule.groupOf(headers) };
		const event = takeDown(place, names, context.getWorkflowStaticData('node'));
		if (!event) return answer(200, { received: true, repeated: true });
		response.once('finish', () => {
			if (response.statusCode >= 400) event.forget();
		});
		void keep(event, response);
	}
	const item = rule.output(withoutFields(delivery, provider.secretFields ?? []), headers);
	const masked = withoutEcho(item, formsOf(provider.secrets(credentials)));
	return { workflowData: [context.helpers.returnJsonArray([masked])] };
}

function secretIn(credentials: ICredentialDataDecryptedObject, { secret }: ReceiveRule): string {
	return String(credentials[secret.field] ?? '').trim();
}

/** The JSON object that is signed; nothing where it is none. n8n reads the body by what its header says it is. */
function objectIn(rawBody: Buffer | undefined): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse((rawBody ?? '').toString());
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Writes an event down until the delivery is answered. n8n saves the static data right before its answer if they have
 * changed, and what changed before it began to start the workflow does not count for it any more.
 */
async function keep(event: NewEvent, response: Response): Promise<void> {
	const begun = monotonic();
	while (!response.writableEnded && monotonic() - begun < LONGEST_START) {
		event.write();
		await sleep(monotonic() - begun < QUICK_START ? 0 : 10);
	}
}
