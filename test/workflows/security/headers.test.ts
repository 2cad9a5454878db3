// Line breaks where a header or an address is made of what somebody typed: nothing gets a header of its own, and what is
// refused is refused before anything is sent, without the text that was refused.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { useStandIn } from '../support/standIn';

const standIn = useStandIn();
type Provider = 'kwik' | 'smarterPay' | 'makePay';
const BREAKS = ['\r\n', '\n', '\r', '\u0000', '\u2028'];
const INJECTED = (lineBreak: string) =>
	`abc${lineBreak}x-injected: yes${lineBreak}${lineBreak}GET /stolen`;
const options = { maxRetries: 0 };
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const read: Record<Provider, INodeParameters> = {
	kwik: { resource: 'customerPortal', operation: 'createLink', customerId: id('={{ $json.id }}') },
	smarterPay: { resource: 'paymentLink', operation: 'get', paymentLinkId: id('={{ $json.id }}') },
	makePay: { resource: 'paymentLink', operation: 'get', paymentLinkId: id('={{ $json.id }}') },
};
const run = async (
	type: Provider,
	parameters: INodeParameters,
	row: IDataObject,
	credentials: object,
) =>
	await runNode({
		type,
		parameters: { ...parameters, options: { ...options, ...(parameters.options as object) } },
		items: [row],
		credentials,
		onError: 'continueErrorOutput',
	});

/** Nothing of what was typed became a header, a path of its own or a request of its own. */
function expectNothingInjected(most = 1): void {
	expect(standIn.requests.length).toBeLessThanOrEqual(most);
	for (const { headers, path } of standIn.requests) {
		expect(Object.keys(headers)).not.toContain('x-injected');
		expect(path).not.toBe('/stolen');
	}
}

describe.each([
	['kwik', 'apiKey'],
	['kwik', 'apiSecret'],
	['smarterPay', 'accessToken'],
	['makePay', 'keyId'],
	['makePay', 'keySecret'],
] as const)('%s, %s of the credential', (type, field) => {
	test.each(BREAKS)('with %j inside', async (lineBreak) => {
		const typed = INJECTED(lineBreak);
		const credentials = { ...standIn.credentials(type), [field]: typed };
		const { main, error } = await run(type, read[type], { id: 'x' }, credentials);
		expect(main).toEqual([]);
		expectNothingInjected();
		// Nor is the key told.
		expect(JSON.stringify(error)).not.toContain('x-injected');
		expect(error[0]!.json.error).toMatch(/Kwik|SmarterPay|MakePay/);
	});

	test('with a line break at its end, as it is copied, is taken without', async () => {
		const given = standIn.credentials(type) as Record<string, string>;
		await run(type, read[type], { id: 'x' }, { ...given, [field]: `${given[field]}\r\n` });
		await run(type, read[type], { id: 'x' }, given);
		const [first, second] = standIn.requests.map(({ headers }) => headers);
		expect(first).toEqual(second);
	});
});

describe.each(['kwik', 'smarterPay', 'makePay'] as const)('%s, an ID', (type) => {
	test.each(BREAKS)('with %j inside stays one value', async (lineBreak) => {
		const typed = INJECTED(lineBreak);
		await run(type, read[type], { id: typed }, standIn.credentials(type));
		expectNothingInjected();
		expect(standIn.requests).toHaveLength(1);
		const { path, body } = standIn.requests[0]!;
		const sent =
			type === 'kwik'
				? (body as IDataObject).customer_id
				: decodeURIComponent(path.split('/').at(-1)!);
		expect(sent).toBe(typed.trim());
	});

	test.each(['../../admin', 'a/b', 'a?b=c', 'a#b', '%2e%2e', '//evil.example', '\\evil'])(
		'%j stays one part of the path',
		async (typed) => {
			await run(type, read[type], { id: typed }, standIn.credentials(type));
			const { path, query, body } = standIn.requests[0]!;
			expect([...query]).toEqual([]);
			const sent =
				type === 'kwik'
					? (body as IDataObject).customer_id
					: decodeURIComponent(path.split('/').at(-1)!);
			expect(sent).toBe(typed);
		},
	);
});

describe.each(['smarterPay', 'makePay'] as const)('%s, Avoid Duplicates By', (type) => {
	test.each(BREAKS)('with %j inside becomes a key like any other', async (lineBreak) => {
		const fields =
			type === 'smarterPay'
				? { ecommercePage: 'EP1', amount: '1', amountIn: 'pence' }
				: { title: 'x', amount: '1' };
		const parameters: INodeParameters = {
			...{ resource: 'paymentLink', operation: 'create', ...fields },
			avoidDuplicatesBy: INJECTED(lineBreak),
		};
		await run(type, parameters, {}, standIn.credentials(type));
		expectNothingInjected();
		expect(standIn.requests[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
	});
});

test.each(['kwik', 'smarterPay', 'makePay'] as const)(
	'%s: an address with a line break inside goes nowhere else',
	async (type) => {
		const given = standIn.credentials(type) as Record<string, string>;
		const field = type === 'kwik' ? 'rootUrl' : 'baseUrl';
		for (const lineBreak of BREAKS) {
			const typed = `${given[field]}${lineBreak}@evil.example/${lineBreak}x`;
			const { main } = await run(type, read[type], { id: 'x' }, { ...given, [field]: typed });
			expect(main).toEqual([]);
		}
		expectNothingInjected(BREAKS.length);
	},
);
