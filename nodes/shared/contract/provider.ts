// What is peculiar to one provider, as the engine gets to know it.
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { baseUrlProblem, trimBaseUrl } from './address';
import type { FieldProblem } from './field';
import type { ProviderResponse } from './request';

/** What the provider's answer says when it is no success. */
export interface Refusal {
	/** The provider's own words. */
	message: string;
	/** The provider's own code, e.g. `005`. */
	code?: string;
	fields?: FieldProblem[];
	/**
	 * `judged` the provider says, in its own form, that it refused the request · `unclear` the answer says neither that
	 * it was carried out nor that it was not.
	 */
	verdict?: 'judged' | 'unclear';
	/** How to mend it. */
	hint?: string;
	/** `account`: every request would be refused alike · `batchSize`: too many records, or perhaps so. */
	scope?: 'account' | 'batchSize';
	/** Which records of a batch were refused, as they were sent. Never shown: they hold personal data. */
	records?: RejectedRecord[];
}

/** A record of a batch that the provider refused. */
export interface RejectedRecord {
	record: IDataObject;
	fields: FieldProblem[];
}

/** A provider's idempotency keys. */
export interface IdempotencyRule {
	header: string;
	/** The header (lower case) of an answer that was saved under the key. */
	replayHeader: string;
}

/** The versions of an API, where the credential says which of them is meant. */
export interface ApiVersions {
	of: (credentials: ICredentialDataDecryptedObject) => string;
	/** The credential's field, as the editor calls it, and the names it has for the versions. */
	setting: string;
	names: Record<string, string>;
}

/** What is peculiar to one provider. */
export interface Provider {
	/** As it stands in outputs. */
	id: string;
	/** As people write it. */
	name: string;
	credentialType: string;
	/** Credential fields that must not be empty, with their labels. */
	requiredCredentials: Record<string, string>;
	/** Texts that may appear nowhere: keys, tokens, what is derived from them. */
	secrets: (credentials: ICredentialDataDecryptedObject) => string[];
	/** Fields of answers that are secrets too, and what of an answer that is no JSON may be quoted for their sake. */
	secretFields?: string[];
	quotable?: (text: string) => string;
	/** The account of a credential: requests to it share one pace. */
	account: (credentials: ICredentialDataDecryptedObject) => string;
	/** The address a user typed into the credential, with its field: it is checked before anything is sent there. */
	typedUrl: (
		credentials: ICredentialDataDecryptedObject,
	) => { field: string; url: string; originOnly: boolean } | undefined;
	/** Every address its secrets may be sent to; only the origins count. */
	hosts: (credentials: ICredentialDataDecryptedObject) => string[];
	/** Base URL for a path; may depend on it (API versions on hosts of their own). */
	baseUrl: (credentials: ICredentialDataDecryptedObject, path: string) => string;
	/** Where there are several, fields and paths go by the version: it is the first part of a path. */
	versions?: ApiVersions;
	/** Headers of every request besides authentication. */
	headers?: Record<string, string>;
	/** Parameter name → name on the wire. */
	wireName: (name: string) => string;
	/** Default of *Requests per Second*: the documented limit, or what is taken where none is documented. */
	requestsPerSecond: number;
	/** Where idempotency keys go: they have the form of a UUID. */
	idempotency?: IdempotencyRule;
	/** The provider's rule of success and its error format: nothing when the answer is a success. */
	refusal: (response: ProviderResponse) => Refusal | undefined;
}

/** What is wrong with the address in a credential: its field, and the sentence that says so; or nothing. */
export function addressProblem(
	{ name, typedUrl, versions }: Pick<Provider, 'name' | 'typedUrl' | 'versions'>,
	credentials: ICredentialDataDecryptedObject,
): (FieldProblem & { sentence: string }) | undefined {
	const typed = typedUrl(credentials);
	if (!typed) return undefined;
	const lastPart = trimBaseUrl(typed.url).split('/').pop()!;
	const message =
		baseUrlProblem(typed.url, typed.originOnly) ??
		(Object.hasOwn(versions?.names ?? {}, lastPart)
			? `must not end in "/${lastPart}": the node adds the version`
			: undefined);
	if (message === undefined) return undefined;
	const sentence = `The address in the ${name} credential ${message}`;
	return { field: typed.field, message, sentence };
}
