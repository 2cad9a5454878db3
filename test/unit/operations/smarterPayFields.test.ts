// SmarterPay: every documented field is there, none is invented; lengths and rules. smarterpay.md 2.1, 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { byId, smarterPay } from '../support/nodeUnderTest';

const METADATA = [
	'metadata',
	'metadataAccountValidation',
	'metadataBankAccount',
	'metadataCard',
	'metadataCustomerAccount',
	'metadataMandate',
	'metadataRecurrenceSchedule',
];

/** Fields of a link that stand in no collection. */
const EVERYDAY = ['amount', 'description'];

const createLink = (fields: INodeParameters): INodeParameters => {
	const entries = Object.entries(fields);
	return {
		resource: 'paymentLink',
		operation: 'create',
		ecommercePage: 'EP02AB12CD34EF56GH78',
		amountIn: 'pence',
		...Object.fromEntries(entries.filter(([name]) => EVERYDAY.includes(name))),
		additionalFields: Object.fromEntries(entries.filter(([name]) => !EVERYDAY.includes(name))),
	};
};
const account = {
	email: 'customer@example.com',
	firstName: 'Sample',
	lastName: 'Customer',
	addressLine1: '74 Example Street',
	city: 'Exampleton',
	postalCode: 'EX1 1EX',
};
/** The same as SmarterPay takes it. */
const accountOnTheWire = {
	email: 'customer@example.com',
	first_name: 'Sample',
	last_name: 'Customer',
	address_line1: '74 Example Street',
	city: 'Exampleton',
	postal_code: 'EX1 1EX',
};
const createAccount = (more: INodeParameters): INodeParameters => ({
	resource: 'customerAccount',
	operation: 'create',
	...account,
	...more,
});

describe('payment link', () => {
	test('create offers the 24 properties of the document and no other', () => {
		expect(smarterPay.editorFields(createLink({}))).toEqual(
			[
				'avoidDuplicatesBy',
				'ecommercePage',
				'customerAccountId',
				'amountIn',
				'linkedRecords.bankAccount',
				'linkedRecords.mandate',
				'linkedRecords.recurrenceSchedule',
				'amount',
				'additionalFields.auddis',
				'description',
				'additionalFields.startDate',
				'additionalFields.endDate',
				'additionalFields.firstCollectionAmount',
				'additionalFields.firstCollectionDate',
				'additionalFields.returnUrl',
				'additionalFields.bankAccountCustomReference',
				'additionalFields.cardPaymentCustomReference',
				'additionalFields.customerCustomReference',
				'additionalFields.recurrenceScheduleCustomReference',
				...METADATA.map((name) => `additionalFields.${name}`),
				'simplify',
			].sort(),
		);
	});

	test('update offers the status, the seven metadata fields and no other', () => {
		expect(smarterPay.editorFields({ resource: 'paymentLink', operation: 'update' })).toEqual(
			[
				...['paymentLinkId', 'simplify', 'updateFields.status'],
				...METADATA.map((name) => `updateFields.${name}`),
			].sort(),
		);
	});

	test.each<[string, number]>([
		['description', 255],
		['returnUrl', 2048],
		['bankAccountCustomReference', 100],
		['cardPaymentCustomReference', 100],
		['customerCustomReference', 100],
		['recurrenceScheduleCustomReference', 100],
		...METADATA.map((name): [string, number] => [name, 1000]),
	])('create takes %s with %i characters and refuses one more', (name, max) => {
		const text = (length: number) =>
			(name === 'returnUrl' ? 'https://example.com/' : '').padEnd(length, 'x');
		const { payment_link: link } = smarterPay.request(createLink({ [name]: text(max) }))
			.body as Record<string, object>;
		expect(Object.values(link!)).toContain(text(max));
		expect(smarterPay.problems(createLink({ [name]: text(max + 1) }))).toEqual([
			`${name}: has ${max + 1} characters, of which ${max} are allowed`,
		]);
	});

	test.each(METADATA)('update takes %s with 1000 characters and refuses one more', (name) => {
		const update = (length: number): INodeParameters => ({
			resource: 'paymentLink',
			operation: 'update',
			paymentLinkId: byId('PL01'),
			updateFields: { [name]: 'x'.repeat(length) },
		});
		expect(smarterPay.problems(update(1000))).toEqual([]);
		expect(smarterPay.problems(update(1001))[0]).toBe(
			`${name}: has 1001 characters, of which 1000 are allowed`,
		);
	});

	test('counts the JSON text of a metadata object', () => {
		const object = (length: number) => ({ a: 'x'.repeat(length - '{"a":""}'.length) });
		expect(smarterPay.problems(createLink({ metadata: object(1000) }))).toEqual([]);
		expect(smarterPay.problems(createLink({ metadata: object(1001) }))).toHaveLength(1);
	});

	test.each([
		['amount', '27.50'],
		['amount', '-1'],
		['amount', '£27'],
		['firstCollectionAmount', '10.0'],
		['startDate', '31/01/2026'],
		['endDate', '2026-02-30'],
		['firstCollectionDate', 'tomorrow'],
		['auddis', 'lower case'],
		['auddis', '-STARTS'],
		['auddis', 'A_B'],
		['returnUrl', 'http://example.com'],
		['returnUrl', 'example.com'],
		['returnUrl', 'https://'],
		['returnUrl', 'https://example.com/?page=1'],
		['returnUrl', 'https://example.com/?a=1&PAYMENT=2'],
	])('refuses %s = %s', (name, value) => {
		expect(smarterPay.problems(createLink({ [name]: value }))).toEqual([
			expect.stringMatching(`^${name}: `),
		]);
	});

	test.each([
		['amount', '0'],
		['auddis', 'A0/-.& Z'],
		['auddis', '9'],
		['returnUrl', 'https://example.com/page?pages=1&my_payment=2#page'],
	])('takes %s = %s', (name, value) => {
		expect(smarterPay.problems(createLink({ [name]: value }))).toEqual([]);
	});
});

describe('customer account', () => {
	test('create sends the sample of the document, in its wrapper', () => {
		const additionalFields = {
			companyName: 'Example Ltd',
			title: 'Mx',
			addressLine2: 'Floor 2',
			countryCode: 'GB',
			customReference: 'XYZ',
			metadata: '',
		};
		expect(smarterPay.request(createAccount({ additionalFields }))).toStrictEqual({
			method: 'POST',
			path: '/customeraccount',
			body: {
				Customer_Account: {
					...accountOnTheWire,
					company_name: 'Example Ltd',
					title: 'Mx',
					address_line2: 'Floor 2',
					country_code: 'GB',
					custom_reference: 'XYZ',
				},
			},
		});
	});

	test('create sends every documented field', () => {
		const additionalFields = {
			companyName: 'Example Inc',
			title: 'Mx',
			addressLine2: 'Floor 2',
			countryCode: 'US',
			stateCode: 'NY',
			customReference: 'XYZ',
			externalId: 'xero-1',
			metadata: { plan: 'gold' },
		};
		expect(smarterPay.request(createAccount({ additionalFields })).body).toStrictEqual({
			Customer_Account: {
				...accountOnTheWire,
				company_name: 'Example Inc',
				title: 'Mx',
				address_line2: 'Floor 2',
				country_code: 'US',
				state_code: 'NY',
				custom_reference: 'XYZ',
				external_id: 'xero-1',
				metadata: '{"plan":"gold"}',
			},
		});
	});

	test('create offers the fields of the document and no other', () => {
		const optional = [
			...['addressLine2', 'title', 'companyName', 'countryCode', 'stateCode'],
			...['customReference', 'metadata', 'externalId'],
		];
		expect(smarterPay.editorFields(createAccount({}))).toEqual(
			[
				...['simplify', 'avoidDuplicatesBy', ...Object.keys(account)],
				...optional.map((name) => `additionalFields.${name}`),
			].sort(),
		);
	});

	test.each(Object.keys(account))('create refuses a missing %s', (name) => {
		expect(smarterPay.problems(createAccount({ [name]: '' }))).toEqual([`${name}: is required`]);
	});

	test.each<[string, number]>([
		['email', 100],
		['firstName', 50],
		['lastName', 50],
		['addressLine1', 50],
		['city', 50],
		['postalCode', 50],
		['addressLine2', 50],
		['title', 45],
		['companyName', 160],
		['customReference', 50],
		['metadata', 1000],
		['externalId', 50],
	])('create takes %s with %i characters and refuses one more', (name, max) => {
		const given = (length: number) => {
			const text = (name === 'email' ? 'a@b' : '').padEnd(length, 'x');
			const fields = { [name]: text };
			return createAccount(name in account ? fields : { additionalFields: fields });
		};
		expect(smarterPay.problems(given(max))).toEqual([]);
		expect(smarterPay.problems(given(max + 1))).toEqual([
			`${name}: has ${max + 1} characters, of which ${max} are allowed`,
		]);
	});

	test('country and state are two letters; a US customer needs a state', () => {
		const problems = (additionalFields: INodeParameters) =>
			smarterPay.problems(createAccount({ additionalFields }));
		for (const code of ['G', 'GBR', '12', 'G1']) {
			expect(problems({ countryCode: code })).toEqual([expect.stringMatching(/^countryCode: /)]);
			expect(problems({ stateCode: code })).toEqual([expect.stringMatching(/^stateCode: /)]);
		}
		expect(problems({ countryCode: 'US' })).toEqual([expect.stringMatching(/^stateCode: /)]);
		expect(problems({ countryCode: 'us' })).toEqual([expect.stringMatching(/^stateCode: /)]);
		expect(problems({ countryCode: 'US', stateCode: 'NY' })).toEqual([]);
	});
});
