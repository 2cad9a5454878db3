// What happens on the way to a provider: hosts that are not there, answers that are none, redirects, time.
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const once = { maxRetries: 0 };
const list: INodeParameters = {
	resource: 'customer',
	operation: 'getAll',
	returnAll: true,
	options: once,
};
const portal: INodeParameters = {
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId('cus_1'),
	options: once,
};

/** The one failed item of a run that continues. */
async function failure(
	type: 'kwik' | 'smarterPay' | 'makePay',
	parameters: INodeParameters,
	credentials: object = sandbox()[type].credentials,
) {
	const { main, executionError } = await run(type, parameters, [{}], {
		onError: 'continueRegularOutput',
		credentials,
	});
	expect(executionError).toBeUndefined();
	expect(main).toHaveLength(1);
	return main[0]!.json as { error: string; details: IDataObject };
}

test('a host that refuses the connection is told in words', async () => {
	// Port 9 of this machine: nothing listens there.
	const credentials = { ...sandbox().kwik.credentials, rootUrl: 'http://127.0.0.1:9' };
	const { error, details } = await failure('kwik', list, credentials);
	expect(error).toBe('Kwik refused the connection');
	expect(details).toMatchObject({ code: 'ECONNREFUSED', httpCode: null, retriable: true });
	expect(details.hint).toMatch(/address in the credential/);
});

test('a host name that does not exist is told in words', async () => {
	const credentials = { ...sandbox().kwik.credentials, rootUrl: 'https://kwik.invalid' };
	const { error, details } = await failure('kwik', list, credentials);
	expect(error).toMatch(/could not be found/);
	expect(details.code).toMatch(/ENOTFOUND|EAI_AGAIN/);
});

test('HTML with HTTP 200 is told to be no JSON, with the words of the page', async () => {
	sandbox().kwik.faults.add({ route: '*', kind: 'html-ok' });
	const { error, details } = await failure('kwik', list);
	expect(error).toBe('Kwik gave an answer that is not JSON');
	expect(details.hint).toContain('Welcome to the maintenance page.');
	expect(details.hint).not.toContain('<p>');
	expect(details.httpCode).toBe(200);
});

test('a 503 page is told by its status, without markup', async () => {
	sandbox().makePay.faults.add({ route: '*', kind: 'unavailable-html' });
	const { error, details } = await failure('makePay', portal);
	expect(error).toContain('503 Service Temporarily Unavailable');
	expect(error).not.toContain('<');
	expect(details).toMatchObject({ httpCode: 503, retriable: true });
});

test('JSON that was cut off is told to be no JSON', async () => {
	sandbox().kwik.state.seedCustomers(3);
	sandbox().kwik.faults.add({ route: '*', kind: 'cut-json' });
	const { error } = await failure('kwik', list);
	expect(error).toBe('Kwik gave an answer that is not JSON');
});

test('a connection that is reset is told in words', async () => {
	sandbox().kwik.faults.add({ route: '*', kind: 'reset-before' });
	const { error, details } = await failure('kwik', list);
	expect(error).toMatch(/closed the connection/);
	expect(details).toMatchObject({ code: 'ECONNRESET', retriable: true });
});

test('an answer that does not come in time is told with the time waited', async () => {
	sandbox().kwik.faults.add({ route: '*', kind: 'hang' });
	const started = Date.now();
	const { error, details } = await failure('kwik', {
		...list,
		options: { ...once, timeout: 1000 },
	});
	expect(error).toMatch(/did not answer in time/);
	expect(details.hint).toMatch(/Waited 1 s/);
	expect(Date.now() - started).toBeLessThan(15_000);
});

describe('redirects', () => {
	test.each(['kwik', 'smarterPay', 'makePay'] as const)(
		'%s: the target is never asked, so it never gets the key',
		async (type) => {
			const other = type === 'kwik' ? 'makePay' : 'kwik';
			const location = `${sandbox()[other].url}/redirect-target/x`;
			sandbox()[type].faults.add({ route: '*', kind: 'redirect', location });
			sandbox()[type].faults.add({ route: '*', kind: 'redirect' });
			const get = { resource: 'paymentLink', operation: 'get', paymentLinkId: byId('PL1') };
			const parameters = type === 'smarterPay' ? { ...get, options: once } : portal;
			const { details } = await failure(type, parameters);
			expect(details.httpCode).toBe(302);
			expect(details.hint).toMatch(/redirect/);
			expect(sandbox()[other].redirectsFollowed).toEqual([]);
			expect(sandbox()[type].redirectsFollowed).toEqual([]);
			expect(sandbox()[type].requests).toHaveLength(1);
		},
	);

	test('the target would have noticed', async () => {
		await axios.get(`${sandbox().kwik.url}/redirect-target/x`);
		expect(sandbox().kwik.redirectsFollowed).toHaveLength(1);
	});
});

describe('before anything is sent', () => {
	test.each([
		['kwik', { rootUrl: 'http://api.kwik.co.za' }, 'rootUrl'],
		['kwik', { rootUrl: '' }, 'rootUrl'],
		['smarterPay', { baseUrl: 'http://api.example.com/service.svc' }, 'baseUrl'],
		['smarterPay', { baseUrl: 'api.example.com' }, 'baseUrl'],
		['makePay', { baseUrl: 'http://www.makecrypto.io' }, 'baseUrl'],
		['makePay', { baseUrl: 'https://www.makecrypto.io/api' }, 'baseUrl'],
		['kwik', { apiKey: '' }, 'apiKey'],
		['kwik', { apiSecret: ' ' }, 'apiSecret'],
		['smarterPay', { accessToken: '' }, 'accessToken'],
		['makePay', { keyId: '' }, 'keyId'],
		['makePay', { keySecret: '' }, 'keySecret'],
	] as const)('%s with %j in the credential is refused', async (type, change, field) => {
		const get = { resource: 'paymentLink', operation: 'get', paymentLinkId: byId('PL1') };
		const parameters = type === 'smarterPay' ? get : portal;
		const credentials = { ...sandbox()[type].credentials, ...change };
		const { details } = await failure(type, parameters, credentials);
		expect(details).toMatchObject({ fields: [{ field }], httpCode: null, retriable: false });
		expect(details.hint).toMatch(/credential/);
		expect(sandbox()[type].requests).toEqual([]);
	});

	test('an option out of its range is refused', async () => {
		const parameters = { ...portal, options: { timeout: 10 } };
		const { details } = await failure('kwik', parameters);
		expect(details).toMatchObject({ fields: [{ field: 'timeout' }] });
		expect(sandbox().kwik.requests).toEqual([]);
	});
});
