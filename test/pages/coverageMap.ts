// Which operation each table of fields in docs/providers is about, and which test holds it. What a field is called in
// the node is found by running the operation: see coverage.ts.
import type { IDataObject } from 'n8n-workflow';
import { kwik, makePay, smarterPay, type NodeUnderTest } from '../unit/support/nodeUnderTest';

/** A test: its file below `test/`, and its title. */
export type Test = [file: string, title: string];

/** What is to be known of a table of fields. */
export interface TableOfFields {
	document: 'kwik' | 'smarterpay' | 'makepay';
	section: string;
	/** Which of the section's tables of fields; or the fields of the first record in its sample answer. */
	table: number | 'sample';
	/** What the fields are, in the words of the page. */
	what: string;
	/** Fields that neither a parameter nor the output stands for: what does, and which test says so. */
	says?: Record<string, [parameter: string, test?: Test]>;
	test: Test;
	/** The operation, and where in its request or answer the fields stand. */
	of?: Request | Answer;
}

/** Fields of a request. */
export interface Request {
	node: NodeUnderTest;
	operation: string;
	/** Where the fields stand: `body`, `body.records.0`, `query`. */
	at: string;
}

/** Fields of an answer. */
export interface Answer {
	node: NodeUnderTest;
	operation: string;
	/** An answer that has the record. */
	answer: (sample: IDataObject) => IDataObject;
	/** Which of the section's samples it is. */
	sample?: number;
	/** What of a documented name the record does not have: `result.`. */
	without?: string;
}

const UNIT = 'unit/operations';
const request = (node: NodeUnderTest, operation: string, at: string): Request => ({
	node,
	operation,
	at,
});
const asItIs = (sample: IDataObject) => sample;
const kwikV2 = kwik.at('2.0');

const givenByKwik: [string] = ['none: Kwik sets it. It stands in the output.'];
const NOT_SENT: Test = [
	`${UNIT}/kwikCustomerFields.test.ts`,
	'create offers the documented fields and no other, the everyday ones outside',
];
const NOT_CHANGED: Test = [
	`${UNIT}/kwikCustomerFields.test.ts`,
	'update offers the documented fields and no other',
];
const SUCCESS: Test = ['unit/providers/kwik.test.ts', 'is 2xx with status true, and nothing else'];
const KWIK_ERRORS: Test = ['unit/providers/kwik.test.ts', 'is read alike under HTTP %i'];
const WALKS: Test = [
	'workflows/smarterPay/paymentLink.test.ts',
	'Return All fetches 1,203 links with three requests of 500',
];
const HEADERS: Test = [
	'workflows/makePay/portalLink.test.ts',
	'a portal link by %s sends no body at all (D1)',
];
const COMES_OUT: Test = [
	'workflows/package/coverage.test.ts',
	'each documented field of an answer comes out as the provider sent it',
];
const IS_SENT: Test = [
	'workflows/package/coverage.test.ts',
	'each documented field of a request is sent by its parameter',
];
const SENT_BY_V1: Test = [
	`${UNIT}/kwikCustomerFields.test.ts`,
	'create sends every documented field under its wire name',
];

export const TABLES: TableOfFields[] = [
	{
		document: 'kwik',
		section: '2.1',
		table: 0,
		what: 'Portal link: request',
		of: request(kwik, 'customerPortal/createLink', 'body'),
		test: [`${UNIT}/kwikPortalLink.test.ts`, 'sends the sample with all nine settings'],
	},
	{
		document: 'kwik',
		section: '2.1',
		table: 1,
		what: 'Portal link: answer',
		of: {
			node: kwik,
			operation: 'customerPortal/createLink',
			answer: asItIs,
			sample: 3,
			without: 'result.',
		},
		says: {
			status: ['whether the item is a success', SUCCESS],
			result: [
				'the item itself',
				[`${UNIT}/kwikPortalLink.test.ts`, 'is the record as Kwik sent it'],
			],
		},
		test: [`${UNIT}/kwikPortalLink.test.ts`, 'is simplified to the names all three nodes share'],
	},
	{
		document: 'kwik',
		section: '2.2',
		table: 0,
		what: 'Create customers (V1): request',
		of: request(kwik, 'customer/create', 'body.records.0'),
		says: { id: [...givenByKwik, NOT_SENT], created_at: [...givenByKwik, NOT_SENT] },
		test: SENT_BY_V1,
	},
	{
		document: 'kwik',
		section: '2.2',
		table: 'sample',
		what: 'Create customers (V1): answer',
		of: { node: kwik, operation: 'customer/create', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
	{
		document: 'kwik',
		section: '2.3',
		table: 0,
		what: 'Update customers (V1): request',
		of: request(kwik, 'customer/update', 'body.records.0'),
		says: { created_at: [...givenByKwik, NOT_CHANGED], updated_at: [...givenByKwik, NOT_CHANGED] },
		test: [
			`${UNIT}/kwikCustomerFields.test.ts`,
			'update sends every documented field under its wire name',
		],
	},
	{
		document: 'kwik',
		section: '2.3',
		table: 'sample',
		what: 'Update customers (V1): answer',
		of: { node: kwik, operation: 'customer/update', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
	{
		document: 'kwik',
		section: '2.4',
		table: 0,
		what: 'List customers (V1): filters',
		of: request(kwik, 'customer/getAll', 'query'),
		test: [`${UNIT}/kwikCustomerUpdate.test.ts`, 'sends the three filters of the document'],
	},
	{
		document: 'kwik',
		section: '2.4',
		table: 'sample',
		what: 'List customers (V1): answer',
		of: { node: kwik, operation: 'customer/getAll', answer: asItIs, sample: 0 },
		test: COMES_OUT,
	},
	{
		document: 'kwik',
		section: '3.1',
		table: 0,
		what: 'Customers in V2: request',
		of: request(kwikV2, 'customer/create', 'body.records.0'),
		test: [
			`${UNIT}/kwikCustomerCreate.test.ts`,
			'sends the V2 sample of the document, with the shipping address',
		],
	},
	{
		document: 'kwik',
		section: '3.2',
		table: 0,
		what: 'Lookups: what the dropdowns are made of',
		says: {
			status: ['whether the list can be shown'],
			lookups: ['the dropdowns *Customer Status*, *ID Type*, *Client Type*, *Status*'],
			'lookups[].id': ['the value of a choice, with V1'],
			'lookups[].parent_lookups_id': ['none: no dropdown goes by the parent'],
			'lookups[].title': ['the name of a choice'],
			'lookups[].enum': ['the value of a choice, with V2'],
			'lookups[].type': ['none: each dropdown asks for one type in the path'],
		},
		test: [`${UNIT}/kwikPickLists.test.ts`, 'statuses and ID types under %s come from %s'],
	},
	{
		document: 'kwik',
		section: '4.1',
		table: 0,
		what: 'Errors',
		says: {
			status: ['whether the item is a success', SUCCESS],
			error_code: ['`code` of the error'],
			error_message: ['the message of the error'],
			error_details: ['`fields` of the error; which rows of a batch were refused'],
			'error_details[].record': [
				'none: it is never shown, since it holds data of persons',
				['unit/providers/kwik.test.ts', 'never shows the record, which holds personal data'],
			],
			'error_details[].errors': ['`fields` of the error: the names of the fields'],
			'error_details[].errors.*.message': ['`fields` of the error: what is wrong'],
			'.rule': ['`fields` of the error, in brackets after the message'],
		},
		test: KWIK_ERRORS,
	},
	{
		document: 'smarterpay',
		section: '2.1',
		table: 0,
		what: 'Create a payment link: request',
		of: request(smarterPay, 'paymentLink/create', 'body.payment_link'),
		test: [
			`${UNIT}/smarterPayPaymentLink.test.ts`,
			'sends all 24 properties of the document, amounts and dates as text',
		],
	},
	{
		document: 'smarterpay',
		section: '2.1',
		table: 1,
		what: 'A payment link: answer of create, update, get and list',
		of: { node: smarterPay, operation: 'paymentLink/get', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
	{
		document: 'smarterpay',
		section: '2.2',
		table: 0,
		what: 'Update a payment link: request',
		of: request(smarterPay, 'paymentLink/update', 'body.payment_link'),
		test: [
			`${UNIT}/smarterPayFields.test.ts`,
			'update offers the status, the seven metadata fields and no other',
		],
	},
	{
		document: 'smarterpay',
		section: '2.4',
		table: 0,
		what: 'List payment links: pages and order',
		of: request(smarterPay, 'paymentLink/getAll', 'query'),
		says: {
			limit: ['*Return All*, *Limit*', WALKS],
			page_no: ['none: the node walks the pages itself', WALKS],
		},
		test: [`${UNIT}/smarterPayList.test.ts`, 'sends all eleven filters, sort field and order'],
	},
	{
		document: 'smarterpay',
		section: '2.4',
		table: 1,
		what: 'List payment links: filters',
		of: request(smarterPay, 'paymentLink/getAll', 'query'),
		test: [`${UNIT}/smarterPayList.test.ts`, 'sends all eleven filters, sort field and order'],
	},
	{
		document: 'smarterpay',
		section: '3.1',
		table: 0,
		what: 'Customer account: request',
		of: request(smarterPay, 'customerAccount/create', 'body.Customer_Account'),
		test: [
			`${UNIT}/smarterPayFields.test.ts`,
			'create offers the fields of the document and no other',
		],
	},
	{
		document: 'smarterpay',
		section: '3.1',
		table: 'sample',
		what: 'Customer account: answer',
		of: { node: smarterPay, operation: 'customerAccount/get', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
	{
		document: 'makepay',
		section: '2.1',
		table: 0,
		what: 'Portal link: request',
		of: request(makePay, 'customerPortal/createLink', 'path'),
		says: {
			'x-makecrypto-key-id': ['credential: *Key ID*', HEADERS],
			'x-makecrypto-key-secret': ['credential: *Key Secret*', HEADERS],
			Accept: ['none: it is always sent', HEADERS],
		},
		test: [`${UNIT}/makePay.test.ts`, 'sends no body, the id %s in the path (D1)'],
	},
	{
		document: 'makepay',
		section: '2.1',
		table: 1,
		what: 'Portal link: answer',
		of: { node: makePay, operation: 'customerPortal/createLink', answer: asItIs, sample: 0 },
		test: [`${UNIT}/makePay.test.ts`, 'gives the answer as MakePay sent it'],
	},
	{
		document: 'makepay',
		section: '2.2',
		table: 0,
		what: 'Portal link: the signed address',
		says: {
			company: ['part of `url`, which is given out byte for byte'],
			customer: ['part of `url`, which is given out byte for byte'],
			expires: [
				'part of `url`; `expiresAt` where the answer has none',
				[
					`${UNIT}/makePay.test.ts`,
					"takes the expiry from the signed address when the answer lacks it, never this machine's clock (D3)",
				],
			],
			signature: ['part of `url`, which is given out byte for byte'],
		},
		test: [`${UNIT}/makePay.test.ts`, 'simplifies to the shared names'],
	},
	{
		document: 'makepay',
		section: '3.1',
		table: 0,
		what: 'Create or update a customer: request',
		of: request(makePay, 'customer/upsert', 'body'),
		says: {
			customerEmail: [
				'none: another name of `email`, which is sent (D7)',
				[
					`${UNIT}/makePay.test.ts`,
					'offers the fields of the document and not the alias customerEmail (D7)',
				],
			],
		},
		test: [`${UNIT}/makePay.test.ts`, 'sends the sample of the document'],
	},
	{
		document: 'makepay',
		section: '3.2',
		table: 'sample',
		what: 'Customers: answer',
		of: { node: makePay, operation: 'customer/getAll', answer: asItIs, sample: 0 },
		test: [
			`${UNIT}/makePay.test.ts`,
			'simplifies to the names that customers have at all providers, first those',
		],
	},
	{
		document: 'makepay',
		section: '3.3',
		table: 0,
		what: 'Create a payment link: request',
		of: request(makePay, 'paymentLink/create', 'body'),
		says: {
			'Idempotency-Key': [
				'a key that the node makes, or your own',
				[
					'workflows/makePay/paymentLink.test.ts',
					'create sends the document, with a key, and gives the link',
				],
			],
		},
		test: [
			`${UNIT}/makePayPaymentLink.test.ts`,
			'sends the other documented fields inside the payload',
		],
	},
	{
		document: 'makepay',
		section: '3.3',
		table: 1,
		what: 'Create a payment link: further fields',
		of: request(makePay, 'paymentLink/create', 'body.payload'),
		test: [
			`${UNIT}/makePayPaymentLink.test.ts`,
			'sends the other documented fields inside the payload',
		],
	},
	{
		document: 'makepay',
		section: '3.3',
		table: 2,
		what: 'A payment link: answer',
		of: { node: makePay, operation: 'paymentLink/get', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
	{
		document: 'makepay',
		section: '3.3',
		table: 3,
		what: 'Change a payment link: request',
		of: request(makePay, 'paymentLink/update', 'body'),
		says: {
			metadata: ["none: its four keys are those of the vendor's shop plugin (D21)"],
		},
		test: [
			`${UNIT}/makePayPaymentLink.test.ts`,
			'update sends each documented field alone, and nothing that is not set',
		],
	},
	{
		document: 'makepay',
		section: '3.8',
		table: 0,
		what: 'Create a bookkeeping invoice: request',
		of: request(makePay, 'bookkeepingInvoice/create', 'body'),
		test: IS_SENT,
	},
	{
		document: 'makepay',
		section: '3.8',
		table: 1,
		what: 'A bookkeeping invoice: answer',
		of: {
			node: makePay,
			operation: 'bookkeepingInvoice/get',
			answer: () => ({ invoice: { id: 'inv_1', uid: 'inv_1' } }),
		},
		test: COMES_OUT,
	},
];

/** Documented calls that the nodes do not make, whose fields therefore have no parameter; and why. */
export const NOT_CALLED: Array<{ document: string; section: string; why: string }> = [
	{
		document: 'kwik',
		section: '5',
		why: 'Webhooks of Kwik: how they are signed could not be read, so the trigger reads the list (D26).',
	},
	{
		document: 'smarterpay',
		section: '3.2',
		why: 'Set-up of an ecommerce page: there is no list of pages, and its answer has a secret (D17).',
	},
	{
		document: 'smarterpay',
		section: '3.3',
		why: 'Bank accounts: bank details are not needed for a link to a customer.',
	},
];
