// What is peculiar to MakePay (crypto payments). makepay.md 1 and 4.
import { trimBaseUrl } from '../shared/contract/address';
import type { Item } from '../shared/contract/item';
import { entryOf, isObject } from '../shared/contract/json';
import type { Provider, Refusal } from '../shared/contract/provider';
import type { ProviderResponse } from '../shared/contract/request';
import { excerpt } from '../shared/contract/text';

/** Where all paths of the partner API begin. */
export const API = '/api/partner/v1/makepay';

/** Where a column is empty: makepay.md 3.1 and 3.3, D9. */
export const NOTHING_IS_EMPTIED = 'MakePay has no function that empties a field.';

/** The largest *Limit* that the vendor's own clients send. */
const LARGEST_LIMIT = 100;

/** *Limit* as a list takes it; nothing where all records are wanted, or more than it takes (D15). */
export function listQuery(item: Item): { limit?: number } {
	const limit = item.flag('returnAll') ? NaN : Number(item.text('limit'));
	return limit >= 1 && limit <= LARGEST_LIMIT ? { limit } : {};
}

/** The MakePay partner API. */
export const makePay: Provider = {
	id: 'makePay',
	name: 'MakePay',
	credentialType: 'makePayPartnerApi',
	// Without keys MakePay would create an anonymous payment link instead of refusing (D11).
	requiredCredentials: { baseUrl: 'Base URL', keyId: 'Key ID', keySecret: 'Key Secret' },
	secrets: ({ keySecret, keyId, webhookSecret }) =>
		[keySecret, keyId, webhookSecret].map((secret) => String(secret ?? '').trim()),
	account: ({ baseUrl, keyId }) => JSON.stringify([baseUrl, keyId]),
	typedUrl: ({ baseUrl }) => ({ field: 'baseUrl', url: String(baseUrl), originOnly: true }),
	hosts: ({ baseUrl }) => [String(baseUrl)],
	baseUrl: ({ baseUrl }) => trimBaseUrl(String(baseUrl)),
	wireName: (name) => name,
	// No limit is documented.
	requestsPerSecond: 20,
	// makepay.md 6; a UUID is of its form.
	idempotency: {
		header: 'Idempotency-Key',
		replayHeader: 'idempotent-replayed',
	},
	refusal,
};

/** D16: a success is 2xx, and `ok` not false where it is there. */
function refusal({ statusCode, body }: ProviderResponse): Refusal | undefined {
	const answer = isObject(body) ? body : {};
	if (statusCode >= 200 && statusCode < 300 && answer.ok !== false) return undefined;
	const code = typeof answer.errorCode === 'string' ? answer.errorCode : undefined;
	const said = typeof answer.error === 'string' ? answer.error : undefined;
	const hint = entryOf(HINTS, code ?? '') ?? HINTS[statusCode];
	return {
		message: said ?? code ?? (isObject(body) ? '' : excerpt(body)),
		...(code === undefined ? {} : { code }),
		...(code === undefined && said === undefined ? {} : { verdict: 'judged' }),
		...(hint === undefined ? {} : { hint }),
	};
}

const HINTS: Record<string | number, string> = {
	401: 'The key was refused: check key ID and key secret in the MakePay credential.',
	403: 'The record belongs to another company than this key.',
	404: 'There is no record with this ID in the company of this key.',
	payment_link_has_session:
		'A payer has begun to pay this link, so it cannot be archived any more.',
	413: 'The request is larger than MakePay accepts: shorten the metadata.',
};
