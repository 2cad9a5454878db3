// The tables of fields in kwik.md.
import { kwik } from '../../unit/support/nodeUnderTest';
import {
	asItIs,
	COMES_OUT,
	request,
	UNIT,
	type NotCalled,
	type TableOfFields,
	type Test,
} from './tables';

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
const SENT_BY_V1: Test = [
	`${UNIT}/kwikCustomerFields.test.ts`,
	'create sends every documented field under its wire name',
];

export const kwikTables: TableOfFields[] = [
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
];

export const kwikNotCalled: NotCalled[] = [
	{
		document: 'kwik',
		section: '5',
		why: 'Webhooks of Kwik: how they are signed could not be read, so the trigger reads the list (D26).',
	},
];
