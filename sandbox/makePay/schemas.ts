// JSON Schemas of MakePay's requests (makepay.md 2.1, 3.1, 3.3). Unknown fields are refused: the vendor's
// behaviour is not known, and a sandbox should catch a misspelt name.

const text = { type: 'string' };
const email = { type: 'string', format: 'email' };
const url = { type: 'string', format: 'uri', pattern: '^https?://' };
const LIFETIMES = ['15m', '1h', '12h', '24h', '72h', 'never'];
const LINK_STATUSES = ['active', 'paused', 'archived'];

/** `POST customers`: one of four fields is required (3.1). */
export const UPSERT_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		email,
		customerEmail: email,
		name: text,
		clientId: text,
		metadata: { type: 'object' },
	},
};

/** `POST customers/{id}/portal`: no body by the documents, `{}` or `returnUrl` by the SDK (2.1, D1). */
export const PORTAL_SCHEMA = {
	type: ['object', 'null'],
	additionalProperties: false,
	properties: { returnUrl: url },
};

/** `POST payment-links` (3.3). `draft` is left out: only the vendor's n8n node knows it (D12). */
export const CREATE_LINK_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: ['payload'],
	properties: {
		status: { type: 'string', enum: LINK_STATUSES },
		sendPaymentRequestEmail: { type: 'boolean' },
		payload: {
			type: 'object',
			additionalProperties: false,
			required: ['amount'],
			properties: {
				amount: { type: ['string', 'number'], decimalAmount: true },
				title: text,
				description: text,
				currency: text,
				fiatCurrency: text,
				asset: text,
				orderId: text,
				merchantOrderId: text,
				customerEmail: email,
				clientId: text,
				returnUrl: url,
				successUrl: url,
				failureUrl: url,
				expirationTime: { type: 'string', enum: LIFETIMES },
				metadata: { type: 'object' },
				webhookUrl: url,
				label: text,
				receiptEmail: email,
				settlementCurrency: text,
				displayCurrency: text,
				// Of an anonymous link.
				settlement: { type: ['object', 'array'] },
				branding: { type: 'object' },
				sandbox: { type: 'boolean' },
			},
		},
	},
};

/** The keys an update's metadata may have, all texts (3.3). */
const UPDATE_METADATA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		medusaOrderId: text,
		medusaOrderDisplayId: text,
		medusaAdminUrl: text,
		medusaInstallationId: text,
	},
};

/** `PATCH payment-links/{uid}`: at least one of these (3.3). */
export const UPDATE_LINK_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	minProperties: 1,
	properties: {
		status: { type: 'string', enum: LINK_STATUSES },
		extendExpirationTime: { type: 'string', enum: LIFETIMES },
		invoicePdfUrl: url,
		skipQuoteAcceptance: { type: 'boolean' },
		metadata: UPDATE_METADATA,
	},
};

/** `POST payment-links/{uid}/send-request-email` (3.3). */
export const SEND_EMAIL_SCHEMA = {
	type: ['object', 'null'],
	additionalProperties: false,
	properties: { email },
};

const limit = { type: 'string', pattern: '^([1-9][0-9]?|100)$' };

/** Query of `GET webhook-requests` (3.7). */
export const LIST_WEBHOOK_REQUESTS_SCHEMA = { type: 'object', properties: { limit } };

/** Query of `GET payment-links` as the vendor's n8n node sends it (3.3). */
export const LIST_LINKS_SCHEMA = {
	type: 'object',
	properties: {
		limit,
		status: { type: 'string', enum: ['active', 'expired', 'failed', 'paid'] },
	},
};
