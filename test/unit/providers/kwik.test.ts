// Kwik: where requests go, what counts as a success, how its errors are read. kwik.md 1, 4.
import type { INode, INodePropertyOptions } from 'n8n-workflow';
import { KwikApi } from '../../../credentials/KwikApi.credentials';
import { kwik } from '../../../nodes/Kwik/provider';
import { responseFailure } from '../../../nodes/shared/send/answers';
import { errorItem } from '../../../nodes/shared/tell/output';
import { nodeError } from '../../../nodes/shared/tell/errors';

const node = { id: '1', name: 'Kwik', type: 'kwik', typeVersion: 1 } as INode;

const refusal = (statusCode: number, body: unknown) =>
	kwik.refusal({ statusCode, headers: {}, body });
/** The sample of kwik.md 4.1. */
const sample = {
	status: false,
	error_code: '005',
	error_message: 'Validation failed',
	error_details: [
		{
			record: { bank_branch_code: 'FFF123', id_number: '9001120000000' },
			errors: {
				bank_branch_code: {
					message: 'The bank branch code must be an integer.',
					rule: 'integer',
				},
			},
		},
		{ record: {}, errors: { 'customer.postal_code': { message: 'Wrong.', rule: 'max' } } },
	],
};

describe('base URL (D1)', () => {
	test.each([
		['live', '/1.0/customers/list', 'https://api.kwik.co.za'],
		['live', '/2.0/customer-portal/link', 'https://api.kwik.co.za'],
		['staging', '/1.0/customers/list', 'https://staging.app.kwik.co.za'],
		['staging', '/2.0/customer-portal/link', 'https://api.kwik.co.za'],
	])('%s %s goes to %s', (environment, path, expected) => {
		expect(kwik.baseUrl({ environment, rootUrl: 'https://elsewhere.example' }, path)).toBe(
			expected,
		);
	});

	test('custom is the root URL without slashes at its end', () => {
		const credentials = { environment: 'custom', rootUrl: ' http://127.0.0.1:4010/ ' };
		expect(kwik.baseUrl(credentials, '/2.0/x')).toBe('http://127.0.0.1:4010');
	});
});

describe('success (D8)', () => {
	test('is 2xx with status true, and nothing else', () => {
		expect(refusal(200, { status: true, results: [] })).toBeUndefined();
		expect(refusal(201, { status: true, result: {} })).toBeUndefined();
	});

	test.each([
		[200, { status: false }],
		[200, { status: 'true' }],
		[200, { status: 1 }],
		[200, {}],
		[200, []],
		[200, 'text'],
		[302, { status: true }],
		[400, { status: true }],
		[500, { status: true }],
	])('HTTP %i with %j is none', (statusCode, body) => {
		expect(refusal(statusCode, body)).toBeDefined();
	});
});

test('a 2xx that says neither success nor refusal is not clear', () => {
	for (const body of [{}, { message: 'OK' }, { status: 'true' }, { status: 1 }, { Status: true }])
		expect(refusal(200, body)).toMatchObject({ verdict: 'unclear' });
	for (const body of [{ status: false }, { error_code: '005' }])
		expect(refusal(200, body)).toMatchObject({ verdict: 'judged' });
	expect(refusal(502, {})).not.toHaveProperty('verdict');
});

describe('error', () => {
	test.each([200, 400, 401, 404])('is read alike under HTTP %i', (statusCode) => {
		expect(refusal(statusCode, sample)).toEqual({
			message: 'Validation failed',
			verdict: 'judged',
			code: '005',
			fields: [
				{
					field: 'bank_branch_code',
					message: 'The bank branch code must be an integer. (integer)',
				},
				{ field: 'customer.postal_code', message: 'Wrong. (max)' },
			],
			hint: expect.any(String),
			// Not shown: the engine finds the refused items of a batch by it.
			records: [
				{ record: sample.error_details[0]!.record, fields: [expect.anything()] },
				{ record: {}, fields: [expect.anything()] },
			],
		});
	});

	test('never shows the record, which holds personal data', () => {
		const response = { statusCode: 400, headers: {}, body: sample };
		const failure = responseFailure(kwik, response, [])!;
		for (const personal of ['FFF123', '9001120000000']) {
			expect(JSON.stringify(errorItem(failure, 'kwik', 0, 'Row 1'))).not.toContain(personal);
			const error = nodeError(node, failure, { itemIndex: 0 });
			expect(`${error.message} ${error.description} ${error.stack}`).not.toContain(personal);
			expect(JSON.stringify(error)).not.toContain(personal);
		}
	});

	test('falls back to error_messages (D9)', () => {
		const body = { status: false, error_code: '007', error_messages: 'Record not found' };
		expect(refusal(200, body)).toMatchObject({ message: 'Record not found', code: '007' });
	});

	test('has a hint for each documented code, and passes on unknown ones', () => {
		for (const code of ['001', '002', '003', '004', '005', '006', '007']) {
			expect(refusal(400, { status: false, error_code: code })?.hint).toBeTruthy();
		}
		const unknown = { status: false, error_code: '099', error_message: 'New' };
		expect(refusal(400, unknown)).toMatchObject({ code: '099', message: 'New' });
		expect(refusal(400, unknown)?.hint).toBeUndefined();
	});

	test('names sections and permissions of the token as a cause of 001', () => {
		expect(refusal(401, { status: false, error_code: '001' })?.hint).toMatch(/section.*permission/);
	});

	test('names test keys under V1 as a cause of 001, with the way out', () => {
		expect(refusal(401, { status: false, error_code: '001' })?.hint).toMatch(
			/Customer API is V2 where the keys are test keys/,
		);
	});

	describe('for a change without the reference, which one page asks for and another does not (D4)', () => {
		const hintOf = (record: object, field = 'reference') =>
			refusal(400, {
				...sample,
				error_details: [
					{ record, errors: { [field]: { message: 'Required.', rule: 'required' } } },
				],
			})?.hint;

		test('says how it is sent along', () => {
			expect(hintOf({ id: 'cus_1', email: 'a@b' })).toBe(
				'Kwik wants the reference with every change of a customer: name the customer By Reference or By E-Mail, which sends it along, or set Reference among the fields.',
			);
		});

		test.each([
			['a creation', { email: 'a@b' }, 'reference'],
			['another field', { id: 'cus_1' }, 'email'],
			['a reference that was sent', { id: 'cus_1', reference: 'A' }, 'reference'],
		])('not for %s', (_what, record, field) => {
			expect(hintOf(record, field)).toBe('Correct the fields named above.');
		});
	});

	test('survives details of any form', () => {
		for (const error_details of [null, 'x', {}, [null], [{}], [{ errors: null }], [[1]]]) {
			expect(refusal(400, { status: false, error_details })?.fields).toEqual([]);
		}
		const plain = { status: false, error_details: [{ errors: { email: 'is wrong' } }] };
		expect(refusal(400, plain)?.fields).toEqual([{ field: 'email', message: 'is wrong' }]);
	});
});

describe("version of the customers' API", () => {
	const { of, names, setting } = kwik.versions!;

	test('is that of the credential, and V1 where it does not say', () => {
		expect(
			['v1', 'v2', '', undefined, 'v3'].map((customerApi) =>
				of({ customerApi: customerApi ?? '' }),
			),
		).toEqual([...['1.0', '2.0', '1.0', '1.0', '1.0']]);
	});

	test('has the names that the credential has for it', () => {
		const field = new KwikApi().properties.find(({ name }) => name === 'customerApi')!;
		expect(field.displayName).toBe(setting);
		expect(field.default).toBe('v1');
		const options = field.options as INodePropertyOptions[];
		for (const { name, value } of options) {
			expect(name.startsWith(`${names[of({ customerApi: String(value) })]}: `)).toBe(true);
		}
		expect(options).toHaveLength(2);
	});
});

describe('secrets', () => {
	const base64 = Buffer.from('the-key:the-secret').toString('base64');

	test('are key, secret and what is sent of them', () => {
		expect(kwik.secrets({ apiKey: 'the-key', apiSecret: 'the-secret' })).toEqual(
			expect.arrayContaining(['the-key', 'the-secret', base64]),
		);
	});

	test('are those really sent when blanks were pasted along', () => {
		expect(kwik.secrets({ apiKey: ' the-key\n', apiSecret: 'the-secret ' })).toEqual(
			expect.arrayContaining(['the-key', 'the-secret', base64]),
		);
	});
});
