// JSON Schemas of SmarterPay's requests (smarterpay.md 2.1, 2.2, 2.4, 3.1).

const text = (maxLength?: number) => ({
	type: 'string',
	...(maxLength !== undefined && { maxLength }),
});
const pence = { type: 'string', pattern: '^[0-9]+$', maxLength: 18 };
const date = { type: 'string', format: 'date' };

const METADATA = {
	metadata: text(1000),
	metadata_account_validation: text(1000),
	metadata_bank_account: text(1000),
	metadata_card: text(1000),
	metadata_customer_account: text(1000),
	metadata_mandate: text(1000),
	metadata_recurrence_schedule: text(1000),
};

/** The filters of the list that compare with a property of the link (2.4): exact, then contained. */
export const EXACT_FILTERS = {
	id: 'id',
	customer_account_id: 'customer_account',
	bank_account_id: 'bank_account',
	mandate_id: 'mandate',
	recurrence_schedule_id: 'recurrence_schedule',
	ecommerce_page_id: 'ecommerce_page',
} as const;

export const CONTAINED_FILTERS = [
	'auddis',
	'bank_account_custom_reference',
	'card_payment_custom_reference',
	'customer_custom_reference',
	'recurrence_schedule_custom_reference',
] as const;

function wrapped(name: string, properties: object, required: string[] = []): object {
	return {
		type: 'object',
		additionalProperties: false,
		required: [name],
		properties: { [name]: { type: 'object', additionalProperties: false, required, properties } },
	};
}

/** `POST paymentlink`, the 24 properties of 2.1. Every sample value is a text, so only texts are taken. */
export const CREATE_LINK_SCHEMA = wrapped(
	'payment_link',
	{
		ecommerce_page: { type: 'string', minLength: 1 },
		customer_account: text(),
		bank_account: text(),
		mandate: text(),
		recurrence_schedule: text(),
		amount: pence,
		auddis: text(),
		description: text(255),
		start_date: date,
		end_date: date,
		first_collection_amount: pence,
		first_collection_date: date,
		return_url: text(2048),
		bank_account_custom_reference: text(100),
		card_payment_custom_reference: text(100),
		customer_custom_reference: text(100),
		recurrence_schedule_custom_reference: text(100),
		...METADATA,
	},
	['ecommerce_page'],
);

/** `PUT paymentlink/{ID}`: 2.2. */
export const UPDATE_LINK_SCHEMA = wrapped('payment_link', {
	status: { type: 'string', enum: ['expired'] },
	...METADATA,
});

const PAGING = {
	limit: { type: 'string', pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$' },
	page_no: { type: 'string', pattern: '^[1-9][0-9]{0,8}$' },
	sort_field: { type: 'string', enum: ['id', 'type', 'created_at'] },
	sort_order: { type: 'string', enum: ['asc', 'desc'] },
};

/** Query of `GET paymentlinks`: 2.4. Out-of-range values are refused; the document gives bounds, no clamping. */
export const LIST_LINKS_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		...PAGING,
		...Object.fromEntries(
			[...Object.keys(EXACT_FILTERS), ...CONTAINED_FILTERS].map((name) => [
				name,
				{ type: 'string' },
			]),
		),
	},
};

/**
 * Query of `GET customeraccounts`: the list itself is inferred (3.1). Unknown parameters are ignored there, so
 * that a client which trusts undocumented filters is caught.
 */
export const LIST_CUSTOMERS_SCHEMA = { type: 'object', properties: PAGING };

const CUSTOMER = {
	email: { ...text(100), format: 'email' },
	first_name: { ...text(50), minLength: 1 },
	last_name: { ...text(50), minLength: 1 },
	address_line1: { ...text(50), minLength: 1 },
	city: { ...text(50), minLength: 1 },
	postal_code: { ...text(50), minLength: 1 },
	address_line2: text(50),
	title: text(45),
	company_name: text(160),
	country_code: { type: 'string', pattern: '^([A-Za-z]{2})?$' },
	state_code: { type: 'string', pattern: '^([A-Za-z]{2})?$' },
	custom_reference: text(50),
	metadata: text(1000),
	external_id: text(50),
};

/** `POST customeraccount`: 3.1, D20. */
export const CREATE_CUSTOMER_SCHEMA = wrapped('Customer_Account', CUSTOMER, [
	'email',
	'first_name',
	'last_name',
	'address_line1',
	'city',
	'postal_code',
]);

/** `PUT customeraccount/{id}`: what is sent replaces, what is left out stays (not stated; 3.1). */
export const UPDATE_CUSTOMER_SCHEMA = wrapped('Customer_Account', CUSTOMER);
