// Map Automatically inside n8n: every documented field reaches the provider.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KWIK_LOOKUPS, SMARTER_PAY_PAGES } from '../../../sandbox';
import { hintsOf } from '../support/rows';
import { useSandbox, type ProviderName } from '../support/sandboxed';

const { sandbox, run, v2 } = useSandbox();
const lookupId = (type: string) => KWIK_LOOKUPS.find((lookup) => lookup.type === type)!.id;
const lookup = (type: string) => KWIK_LOOKUPS.find((entry) => entry.type === type)!.enum;
const camelCase = (name: string) =>
	name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const address = {
	billing_address_line_1: '145 Superior Complex',
	billing_address_line_2: '541 New River Road',
	city_or_town: 'Pretoria',
	postal_code: 1285,
};
const kwikCommon = {
	reference: 'CLN1',
	company_name: 'Superior Meteor Corp',
	person_name: 'Sample',
	person_surname: 'Customer',
	id_number: '9001120000000',
	email: 'customer@example.com',
	contact_number: '+27830000000',
	...address,
	metadata: { custom_field_1: 'custom data 1' },
};
const kwikV1 = {
	...kwikCommon,
	id_type_lookups_id: lookupId('id_type'),
	customer_status_lookups_id: lookupId('customer_status'),
};
const kwikV2 = {
	...kwikCommon,
	id_type: lookup('id_type'),
	customer_status: lookup('customer_status'),
	client_type: lookup('client_type'),
	is_tax: true,
	tax_number: '9560000000',
	billing_province_or_state: 'Gauteng',
	billing_country: 'ZA',
	billing_email: 'billing@example.com',
	shipping_contact_name: 'Sample',
	shipping_contact_number: '+27710000000',
	shipping_address_line_1: '1 Road',
	shipping_address_line_2: '2 Road',
	shipping_city_or_town: 'Pretoria',
	shipping_postal_code: 1285,
	shipping_province_or_state: 'Gauteng',
	shipping_country: 'ZA',
};
const linkMetadata = Object.fromEntries(
	[
		'',
		'account_validation',
		'bank_account',
		'card',
		'customer_account',
		'mandate',
		'recurrence_schedule',
	].map((record) => [record ? `metadata_${record}` : 'metadata', `of ${record || 'the link'}`]),
);
const smarterPayLink = {
	ecommerce_page: SMARTER_PAY_PAGES.open.id,
	customer_account: 'CA0112AB34CD56EF78GH',
	bank_account: 'BA01VQY3LJO0NLPE61OG',
	mandate: 'MA0112AB34CD56EF78GH',
	recurrence_schedule: 'RS0112AB34CD56EF78GH',
	amount: '2750',
	auddis: 'INVOICE-1042',
	description: 'Payment Plan',
	start_date: '2031-01-31',
	end_date: '2032-01-31',
	first_collection_amount: '100',
	first_collection_date: '2031-02-28',
	return_url: 'https://example.com/thank-you',
	bank_account_custom_reference: 'B1',
	card_payment_custom_reference: 'C1',
	customer_custom_reference: 'U1',
	recurrence_schedule_custom_reference: 'R1',
	...linkMetadata,
};
const smarterPayAccount = {
	email: 'customer@example.com',
	first_name: 'Sample',
	last_name: 'Customer',
	address_line1: '74 Example Street',
	address_line2: 'Floor 2',
	city: 'Exampleton',
	postal_code: 'EX1 1EX',
	title: 'Mx',
	company_name: 'Example Ltd',
	country_code: 'US',
	state_code: 'NY',
	custom_reference: 'REF1',
	metadata: 'anything',
	external_id: 'EXT1',
};
const makePayPayload = {
	title: 'Order #1042',
	amount: '129.99',
	description: 'Checkout',
	currency: 'USDT',
	fiatCurrency: 'USD',
	asset: 'ETH.USDT-0x1',
	orderId: 'order_1042',
	merchantOrderId: 'm_1042',
	customerEmail: 'buyer@example.com',
	clientId: 'client_1042',
	returnUrl: 'https://example.com/return',
	successUrl: 'https://example.com/success',
	failureUrl: 'https://example.com/failure',
	expirationTime: '12h',
	metadata: { source: 'n8n' },
};
const outside = { status: 'paused', sendPaymentRequestEmail: true };
const makePayCustomer = {
	email: 'a@example.com',
	name: 'Sample',
	clientId: 'crm_1',
	metadata: { a: 1 },
};

/** Resource, operation, columns of the row, the record in the request's body, further parameters. */
type Case = [ProviderName, string, string, IDataObject, unknown, (INodeParameters | 'v2')?];
const cases: Case[] = [
	['kwik', 'customer', 'create', kwikV1, { records: [kwikV1] }],
	['kwik', 'customer', 'create', kwikV2, { records: [kwikV2] }, 'v2'],
	['kwik', 'customer', 'upsert', kwikV1, { records: [kwikV1] }],
	['kwik', 'customer', 'upsert', kwikV2, { records: [kwikV2] }, 'v2'],
	[
		'kwik',
		'customer',
		'update',
		{ id: 'cus_1', ...kwikV1 },
		{ records: [{ id: 'cus_1', ...kwikV1 }] },
	],
	[
		'kwik',
		'customer',
		'update',
		{ customer_id: 'cus_1', ...kwikV2 },
		{ records: [{ id: 'cus_1', ...kwikV2 }] },
		'v2',
	],
	[
		'smarterPay',
		'paymentLink',
		'create',
		smarterPayLink,
		{ payment_link: smarterPayLink },
		{ amountIn: 'pence' },
	],
	[
		'smarterPay',
		'paymentLink',
		'update',
		{ id: 'PL1', ...linkMetadata },
		{ payment_link: linkMetadata },
	],
	[
		'smarterPay',
		'customerAccount',
		'create',
		smarterPayAccount,
		{ Customer_Account: smarterPayAccount },
	],
	[
		'smarterPay',
		'customerAccount',
		'update',
		{ customer_account_id: 'CA1', ...smarterPayAccount },
		{ Customer_Account: smarterPayAccount },
	],
	['makePay', 'customer', 'upsert', makePayCustomer, makePayCustomer],
	[
		'makePay',
		'paymentLink',
		'create',
		{ ...makePayPayload, ...outside },
		{ ...outside, payload: makePayPayload },
	],
	[
		'makePay',
		'paymentLink',
		'update',
		{ paymentLinkId: 'pay_1', status: 'paused', extendExpirationTime: '12h' },
		{ status: 'paused', extendExpirationTime: '12h' },
	],
];

describe.each(cases)('%s %s %s', (type, resource, operation, row, body, more = {}) => {
	const parameters = {
		resource,
		operation,
		dataMode: 'autoMapInputData',
		options: { maxRetries: 0 },
		...(more === 'v2' ? {} : more),
	};
	const api = () => (more === 'v2' ? v2() : {});
	const written = () => sandbox()[type].requests.filter(({ method }) => method !== 'GET');

	test.each([
		['the API names', (name: string) => name],
		['their camelCase names', camelCase],
		['capitals and blanks', (name: string) => name.replace(/_/g, ' ').toUpperCase()],
	])('every documented field is taken from columns with %s', async (_, spelt) => {
		const columns = Object.fromEntries(
			Object.entries(row).map(([name, value]) => [spelt(name), value]),
		);
		const result = await run(type, parameters, [columns], {
			onError: 'continueErrorOutput',
			...api(),
		});
		expect(written().map((request) => request.body)).toEqual([body]);
		// The path of a single record names it; a batch has the ids in its records.
		const id = row.id ?? row.customer_account_id ?? row.paymentLinkId;
		if (id && type !== 'kwik') expect(written()[0]!.path).toMatch(new RegExp(`/${id as string}$`));
		expect(hintsOf(result).filter((hint) => hint.includes('columns'))).toEqual([]);
	});

	test('blank cells are left out, unknown columns are ignored and told', async () => {
		// A blank column does not wipe out one of the same field that has a value, wherever it stands.
		const others = Object.keys(row).filter((name) => camelCase(name) !== name);
		const blank = Object.fromEntries(others.map((name) => [camelCase(name), ' ']));
		const result = await run(type, parameters, [{ ...row, ...blank, colour: 'blue' }], api());
		expect(written().map((request) => request.body)).toEqual([body]);
		if (!result.executionError)
			expect(hintsOf(result)).toContainEqual(expect.stringContaining('"colour"'));
	});
});
