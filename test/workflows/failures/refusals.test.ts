// The documented refusals of each provider, as they reach the workflow's error output.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SMARTER_PAY_PAGES } from '../../../sandbox';
import { byId, useSandbox, type ProviderName } from '../support/sandboxed';

const { sandbox, run } = useSandbox();

/** The one failed item of a run, on the error output. */
async function failedItem(
	type: ProviderName,
	parameters: INodeParameters,
	credentials: object = sandbox()[type].credentials,
) {
	const { main, error } = await run(type, parameters, [{ row: 'source' }], {
		onError: 'continueErrorOutput',
		credentials,
	});
	expect(main).toEqual([]);
	expect(error).toHaveLength(1);
	return error[0]!.json as {
		row: string;
		error: string;
		message: string;
		details: IDataObject;
	};
}

const kwikLink = (id: string): INodeParameters => ({
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId(id),
});
const kwikCreate: INodeParameters = {
	resource: 'customer',
	operation: 'create',
	reference: 'A',
	personName: 'Sample',
	personSurname: 'Customer',
};

describe.each(['mock', 'ok'] as const)('Kwik, failures with HTTP status "%s"', (form) => {
	const status = (mocked: number) => (form === 'ok' ? 200 : mocked);
	beforeEach(() => {
		sandbox().kwik.switches.failureHttpStatus = form;
	});

	test('001: a wrong key', async () => {
		const credentials = { ...sandbox().kwik.credentials, apiSecret: 'wrong-secret' };
		const { error, details } = await failedItem('kwik', kwikCreate, credentials);
		expect(error).toBe('Kwik refused the request (code 001): API key is not valid');
		expect(details).toEqual({
			provider: 'kwik',
			httpCode: status(401),
			code: '001',
			fields: [],
			retriable: false,
			hint: expect.stringMatching(/API key and secret/),
		});
	});

	test('004: a lookup value that does not exist', async () => {
		const parameters = { ...kwikCreate, additionalFields: { idType: 'loo_unknown' } };
		const { details } = await failedItem('kwik', parameters);
		expect(details).toMatchObject({
			httpCode: status(400),
			code: '004',
			fields: [{ field: 'id_type_lookups_id', message: expect.stringMatching(/invalid/) }],
		});
	});

	test('005: refused fields are named with message and rule', async () => {
		// An address our own check takes and the sandbox refuses.
		const parameters = { ...kwikCreate, email: 'a@b' };
		const { error, details } = await failedItem('kwik', parameters);
		expect(error).toMatch(/\(code 005\): Validation failed\. Email: /);
		expect(details).toMatchObject({
			httpCode: status(400),
			code: '005',
			fields: [{ field: 'email', message: 'The email must be a valid email. (email)' }],
			retriable: false,
		});
	});

	test('007: a customer that does not exist', async () => {
		const { row, error, message, details } = await failedItem('kwik', kwikLink('cus_unknown'));
		expect(row).toBe('source');
		expect(error).toBe(
			'Row 1 (customer cus_unknown): Kwik refused the request (code 007): Record not found. Customer: The customer was not found. (exists)',
		);
		expect(message).toBe('Check the id: it must exist in the environment of this credential.');
		expect(details).toMatchObject({
			httpCode: status(404),
			code: '007',
			fields: [{ field: 'customer_id', message: expect.stringMatching(/not found/) }],
			hint: expect.stringMatching(/id/),
		});
	});

	test('the echoed record is not shown', async () => {
		const parameters = {
			...kwikCreate,
			additionalFields: { idNumber: '9001120000000', idType: 'loo_unknown' },
		};
		expect(JSON.stringify(await failedItem('kwik', parameters))).not.toContain('9001120000000');
	});
});

describe.each(['json', 'wcf-html'] as const)('SmarterPay, errors as %s', (form) => {
	const get: INodeParameters = {
		resource: 'paymentLink',
		operation: 'get',
		paymentLinkId: byId('PL_unknown'),
	};
	beforeEach(() => {
		sandbox().smarterPay.switches.errorForm = form;
	});

	test('400: the page expects another record', async () => {
		const { error, details } = await failedItem('smarterPay', {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: SMARTER_PAY_PAGES.mandate.id,
		});
		expect(error).toContain('expects a mandate');
		expect(error).not.toContain('<');
		expect(details).toMatchObject({
			provider: 'smarterPay',
			httpCode: 400,
			code: null,
			retriable: false,
			hint: expect.stringMatching(/page expects/),
		});
	});

	test('401: a wrong token', async () => {
		const credentials = { ...sandbox().smarterPay.credentials, accessToken: 'wrong-token' };
		const { error, details } = await failedItem('smarterPay', get, credentials);
		expect(error).toContain('Unauthorised');
		expect(details).toMatchObject({ httpCode: 401, hint: expect.stringMatching(/token/) });
	});

	test('404: an unknown link', async () => {
		const { error, details } = await failedItem('smarterPay', get);
		expect(error).toContain('PL_unknown');
		expect(details).toMatchObject({ httpCode: 404, retriable: false });
	});
});

describe('MakePay', () => {
	const link: INodeParameters = {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId('cus_unknown'),
	};

	test('401: a wrong key', async () => {
		const credentials = { ...sandbox().makePay.credentials, keySecret: 'mksec_wrong' };
		const { error, details } = await failedItem('makePay', link, credentials);
		expect(error).toMatch(/Invalid API key/);
		expect(details).toMatchObject({
			provider: 'makePay',
			httpCode: 401,
			hint: expect.stringMatching(/key ID and key secret/),
		});
	});

	test('404: an unknown customer', async () => {
		const { error, details } = await failedItem('makePay', link);
		expect(error).toContain('customer_not_found');
		expect(details).toMatchObject({
			httpCode: 404,
			retriable: false,
			hint: expect.stringMatching(/company of this key/),
		});
	});
});
