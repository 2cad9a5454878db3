// The tables of fields in smarterpay.md.
import { smarterPay } from '../../unit/support/nodeUnderTest';
import {
	asItIs,
	COMES_OUT,
	request,
	UNIT,
	type NotCalled,
	type TableOfFields,
	type Test,
} from './tables';

const WALKS: Test = [
	'workflows/smarterPay/paymentLink.test.ts',
	'Return All fetches 1,203 links with three requests of 500',
];

export const smarterPayTables: TableOfFields[] = [
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
			`${UNIT}/smarterPayPaymentLink.test.ts`,
			'sends all seven together, and the status with them',
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
		test: [`${UNIT}/smarterPayFields.test.ts`, 'create sends every documented field'],
	},
	{
		document: 'smarterpay',
		section: '3.1',
		table: 'sample',
		what: 'Customer account: answer',
		of: { node: smarterPay, operation: 'customerAccount/get', answer: asItIs, sample: 1 },
		test: COMES_OUT,
	},
];

export const smarterPayNotCalled: NotCalled[] = [
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
