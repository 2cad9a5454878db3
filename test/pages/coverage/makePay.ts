// The tables of fields in makepay.md.
import { makePay } from '../../unit/support/nodeUnderTest';
import { asItIs, COMES_OUT, IS_SENT, request, UNIT, type TableOfFields, type Test } from './tables';

const HEADERS: Test = [
	'workflows/makePay/portalLink.test.ts',
	'a portal link by %s sends no body at all (D1)',
];

export const makePayTables: TableOfFields[] = [
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
				'a key that the node makes, of *Avoid Duplicates By* where that is set',
				[
					'workflows/makePay/paymentLink.test.ts',
					'create sends the document, with a key, and gives the link',
				],
			],
		},
		test: [
			`${UNIT}/makePayPaymentLink.test.ts`,
			'sends every documented field, those of the link inside the payload',
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
			'sends every documented field, those of the link inside the payload',
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
