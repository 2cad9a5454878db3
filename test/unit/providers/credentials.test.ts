// The credential types: fields of design 5, headers of the documents, secrets masked in the editor.
import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { KwikApi } from '../../../credentials/KwikApi.credentials';
import { MakePayPartnerApi } from '../../../credentials/MakePayPartnerApi.credentials';
import { SmarterPayApi } from '../../../credentials/SmarterPayApi.credentials';

const types: ICredentialType[] = [new KwikApi(), new SmarterPayApi(), new MakePayPartnerApi()];

async function authenticated(type: ICredentialType, credentials: ICredentialDataDecryptedObject) {
	if (typeof type.authenticate !== 'function') throw new Error('no authenticate');
	return await type.authenticate(credentials, { url: 'https://api.example.com/x' });
}

test('names and fields are those workflows depend on', () => {
	expect(
		types.map(({ name, properties }) => [name, properties.map((field) => field.name)]),
	).toEqual([
		['kwikApi', ['environment', 'rootUrl', 'apiKey', 'apiSecret']],
		['smarterPayApi', ['baseUrl', 'accessToken']],
		['makePayPartnerApi', ['baseUrl', 'keyId', 'keySecret', 'webhookSecret']],
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
	const request = await authenticated(new KwikApi(), { apiKey: ' key ', apiSecret: 'secret\n' });
	expect(request.auth).toEqual({ username: 'key', password: 'secret' });
});

test('SmarterPay sends the token after exactly one space', async () => {
	const { headers } = await authenticated(new SmarterPayApi(), { accessToken: ' token ' });
	expect(headers).toEqual({ Authorization: 'Bearer token' });
});

test('MakePay sends its two headers and not the webhook secret', async () => {
	const { headers } = await authenticated(new MakePayPartnerApi(), {
		keyId: 'mk_makepay_1 ',
		keySecret: ' mksec_1',
		webhookSecret: 'whsec',
	});
	expect(headers).toEqual({
		'x-makecrypto-key-id': 'mk_makepay_1',
		'x-makecrypto-key-secret': 'mksec_1',
	});
});

test('every type has a test, an icon and a documentation address', () => {
	for (const type of types) {
		expect(type.test).toBeDefined();
		expect(type.icon).toBeDefined();
		expect(type.documentationUrl).toMatch(/^https:/);
	}
});
