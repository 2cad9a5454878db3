// The credential types: fields of design 5, headers of the documents, secrets masked in the editor.
import { runInNewContext } from 'node:vm';
import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject } from 'n8n-workflow';
import { KwikApi } from '../../../credentials/KwikApi.credentials';
import { MakePayPartnerApi } from '../../../credentials/MakePayPartnerApi.credentials';
import { kwik as kwikProvider } from '../../../nodes/Kwik/provider';
import { SmarterPayApi } from '../../../credentials/SmarterPayApi.credentials';

const types: ICredentialType[] = [new KwikApi(), new SmarterPayApi(), new MakePayPartnerApi()];

async function authenticated(
	type: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	url: string,
) {
	if (typeof type.authenticate !== 'function') throw new Error('no authenticate');
	return await type.authenticate(credentials, { url });
}

/** n8n's own fields, with our default. */
const ALLOWED = ['allowedHttpRequestDomains', 'allowedDomains'];

test('names and fields are those workflows depend on', () => {
	expect(
		types.map(({ name, properties }) => [name, properties.map((field) => field.name)]),
	).toEqual([
		['kwikApi', ['environment', 'rootUrl', 'customerApi', 'apiKey', 'apiSecret']],
		['smarterPayApi', ['baseUrl', 'accessToken', ...ALLOWED]],
		['makePayPartnerApi', ['baseUrl', 'keyId', 'keySecret', 'webhookSecret', ...ALLOWED]],
	]);
});

test('whose keys are headers is closed to the HTTP Request node until somebody opens it', () => {
	const opens = types.flatMap(({ name, properties }) =>
		properties.filter((field) => field.name === ALLOWED[0]).map((field) => [name, field.default]),
	);
	expect(opens).toEqual([
		['smarterPayApi', 'none'],
		['makePayPartnerApi', 'none'],
	]);
});

test('defaults are the documented addresses', () => {
	const defaults = types.map(({ properties }) => properties[0]!.default);
	expect(defaults).toEqual([
		'live',
		'https://api.smarterpaycloud.com/service.svc',
		'https://www.makecrypto.io',
	]);
});

test('every secret is masked in the editor', () => {
	const secrets = types
		.flatMap(({ properties }) => properties)
		.filter(({ name }) => /secret|token|apiKey/i.test(name));
	expect(secrets).toHaveLength(5);
	for (const field of secrets) expect(field.typeOptions?.password).toBe(true);
});

test('Kwik sends key and secret as Basic authentication, without pasted blanks', async () => {
	const keys = { environment: 'live', apiKey: ' key ', apiSecret: 'secret\n' };
	const request = await authenticated(new KwikApi(), keys, 'https://api.kwik.co.za/1.0/x');
	expect(request.auth).toEqual({ username: 'key', password: 'secret' });
});

const SMARTER_PAY = {
	baseUrl: 'https://api.smarterpaycloud.com/service.svc',
	accessToken: ' token ',
};
const MAKE_PAY = {
	baseUrl: 'https://www.makecrypto.io',
	keyId: 'mk_makepay_1 ',
	keySecret: ' mksec_1',
	webhookSecret: 'whsec',
};

test('SmarterPay sends the token after exactly one space', async () => {
	const url = `${SMARTER_PAY.baseUrl}/paymentlinks`;
	const { headers } = await authenticated(new SmarterPayApi(), SMARTER_PAY, url);
	expect(headers).toEqual({ Authorization: 'Bearer token' });
});

test('MakePay sends its two headers and not the webhook secret', async () => {
	const url = 'https://www.makecrypto.io/api/partner/v1/makepay/customers';
	const { headers } = await authenticated(new MakePayPartnerApi(), MAKE_PAY, url);
	expect(headers).toEqual({
		'x-makecrypto-key-id': 'mk_makepay_1',
		'x-makecrypto-key-secret': 'mksec_1',
	});
});

describe('secrets go to the hosts of the environment and nowhere else', () => {
	const kwik = (environment: string) => ({
		environment,
		rootUrl: 'http://127.0.0.1:4010',
		apiKey: 'k',
		apiSecret: 's',
	});
	const HOSTS = [
		'https://api.kwik.co.za/1.0/x',
		'https://staging.app.kwik.co.za/1.0/x',
		'http://127.0.0.1:4010/2.0/x',
		'https://api.smarterpaycloud.com/service.svc/x',
		'https://www.makecrypto.io/x',
		'https://evil.example/x',
	];
	test.each<[string, ICredentialType, ICredentialDataDecryptedObject, number[]]>([
		['Kwik, live', new KwikApi(), kwik('live'), [0]],
		['Kwik, staging', new KwikApi(), kwik('staging'), [0, 1]],
		['Kwik, custom', new KwikApi(), kwik('custom'), [2]],
		['SmarterPay', new SmarterPayApi(), SMARTER_PAY, [3]],
		['MakePay', new MakePayPartnerApi(), MAKE_PAY, [4]],
	])('%s', async (_name, type, credentials, allowed) => {
		for (const [i, url] of HOSTS.entries()) {
			const going = authenticated(type, credentials, url);
			if (allowed.includes(i)) await going;
			else await expect(going).rejects.toThrow(/sent nowhere else/);
		}
	});
});

test('every type has a test, an icon and a documentation address', () => {
	for (const type of types) {
		expect(type.test).toBeDefined();
		expect(type.icon).toBeDefined();
		expect(type.documentationUrl).toMatch(/^https:/);
	}
});

describe('the test of the Kwik credential asks for lookups of the API that customers are taken from', () => {
	const { request } = new KwikApi().test;
	const LIVE = 'https://api.kwik.co.za';
	const STAGING = 'https://staging.app.kwik.co.za';
	const SANDBOX = 'http://127.0.0.1:4010';

	/** The address of the test; n8n evaluates the same expression. */
	const addressOf = ($credentials: ICredentialDataDecryptedObject) => {
		const code = /^=\{\{ (.*) \}\}$/.exec(request.baseURL!)![1]!;
		return String(runInNewContext(code, { $credentials })) + request.url;
	};

	test.each([
		['live', 'v1', `${LIVE}/1.0`],
		['live', 'v2', `${LIVE}/2.0`],
		// Kwik D1: V2 has one host, where the key decides.
		['staging', 'v1', `${STAGING}/1.0`],
		['staging', 'v2', `${LIVE}/2.0`],
		['custom', 'v1', `${SANDBOX}/1.0`],
		['custom', 'v2', `${SANDBOX}/2.0`],
		['live', undefined, `${LIVE}/1.0`],
	])('%s, %s: %s', (environment, customerApi, base) => {
		for (const rootUrl of [SANDBOX, ` ${SANDBOX}// `]) {
			const credentials = { environment, customerApi, rootUrl };
			const address = addressOf(credentials as ICredentialDataDecryptedObject);
			expect(address).toBe(`${base}/lookups/customer_status`);
			// The same place as the node asks.
			const path = address.slice(address.indexOf(base.slice(-4)));
			expect(kwikProvider.baseUrl(credentials as never, path) + path).toBe(address);
		}
	});

	test('goes to a host of the environment only', () => {
		for (const environment of ['live', 'staging', 'custom']) {
			for (const customerApi of ['v1', 'v2']) {
				const credentials = { environment, customerApi, rootUrl: SANDBOX };
				const { origin } = new URL(addressOf(credentials));
				expect(kwikProvider.hosts(credentials)).toContain(origin);
			}
		}
	});
});

/** What n8n's test of a credential makes of an answer with HTTP 200: the first rule whose value the field has. */
function verdict({ test }: ICredentialType, body: IDataObject): string | undefined {
	const rules = test!.rules as Array<{
		type: string;
		properties: { key: string; value: unknown; message: string };
	}>;
	return rules.find(
		({ type, properties }) =>
			type === 'responseSuccessBody' && body[properties.key] === properties.value,
	)?.properties.message;
}

test.each([new KwikApi(), new SmarterPayApi(), new MakePayPartnerApi()] as ICredentialType[])(
	"every status that is no success has words of its own in the test of $name: n8n shows the answer's else",
	({ test: { rules } = { rules: [] } }) => {
		const said = new Map(
			(rules as unknown as Array<{ type: string; properties: { value: number; message: string } }>)
				.filter(({ type }) => type === 'responseCode')
				.map(({ properties }) => [properties.value, properties.message]),
		);
		expect(said.size).toBe(300);
		for (let status = 300; status < 600; status++) expect(said.get(status)).toBeTruthy();
		expect(said.get(401)).toMatch(/refused the/);
		expect(said.get(403)).toMatch(/refused the/);
		expect(said.get(404)).toMatch(/HTTP 404: check the/);
		expect(said.get(503)).toMatch(/has a problem \(HTTP 503\)/);
	},
);

describe('an answer with HTTP 200 that says no', () => {
	const good: Array<[ICredentialType, IDataObject]> = [
		[new KwikApi(), { status: true, lookups: [] }],
		[new SmarterPayApi(), { payment_links: [] }],
		[new MakePayPartnerApi(), { companyId: 'acct_1' }],
	];

	test.each(good)('is told from a good one of $name', (type, body) => {
		expect(verdict(type, body)).toBeUndefined();
		for (const refusal of [{ status: false }, { status: 'false' }, { ok: false }])
			expect(verdict(type, { ...body, ...refusal })).toMatch(/refused/);
		for (const field of Object.keys(body)) {
			for (const value of [null, undefined])
				expect(verdict(type, { ...body, error: 'no', [field]: value })).toMatch(
					/did not come from/,
				);
		}
	});
});

test.each(['/2.0', '/1.0/', '/gateway/2.0'])(
	'a root URL of Kwik that has the version already is refused: %s',
	async (path) => {
		const rootUrl = `http://127.0.0.1:4010${path}`;
		const keys = { environment: 'custom', rootUrl, apiKey: 'k', apiSecret: 's' };
		await expect(authenticated(new KwikApi(), keys, `${rootUrl}/x`)).rejects.toThrow(
			/must not end in "\/[12]\.0": the node adds the version/,
		);
	},
);
