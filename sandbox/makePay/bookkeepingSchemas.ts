// JSON Schemas of MakePay's bookkeeping requests (makepay.md 3.8); unknown fields are refused, as in schemas.ts.

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const date = { type: 'string', format: 'date' };
const amount = { type: ['string', 'number'], decimalText: true };

const COUNTERPARTY = {
	type: ['object', 'null'],
	additionalProperties: false,
	properties: {
		type: { type: 'string', enum: ['customer', 'vendor', 'both'] },
		name: text,
		email: { type: 'string', format: 'email' },
		clientId: text,
		taxId: text,
		address: { type: 'object' },
		metadata: { type: 'object' },
	},
};

const LINE = {
	type: 'object',
	additionalProperties: false,
	required: ['description'],
	properties: {
		description: text,
		quantity: amount,
		unitAmount: amount,
		taxAmount: amount,
		totalAmount: amount,
		sortOrder: { type: 'number' },
	},
};

/** Create and change of an invoice. */
export const INVOICE_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		invoiceNumber: text,
		status: {
			type: 'string',
			enum: ['draft', 'open', 'paid', 'partially_paid', 'overdue', 'void', 'uncollectible'],
		},
		paymentStatus: {
			type: 'string',
			enum: ['unpaid', 'pending', 'paid', 'partially_paid', 'overpaid'],
		},
		currency: text,
		issueDate: date,
		dueDate: { ...date, type: ['string', 'null'] },
		title: textOrNull,
		description: textOrNull,
		notes: textOrNull,
		counterparty: COUNTERPARTY,
		lineItems: { type: 'array', items: LINE },
		documentIds: { type: 'array', items: text },
		metadata: { type: 'object' },
	},
};

/** The payment link of an invoice. */
export const INVOICE_LINK_SCHEMA = {
	type: ['object', 'null'],
	additionalProperties: false,
	properties: {
		sendEmail: { type: 'boolean' },
		sendPaymentRequestEmail: { type: 'boolean' },
	},
};
