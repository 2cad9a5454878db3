// SmarterPay: the tolerant reader of errors whose form is not documented. smarterpay.md 1, 4.
import { runInNewContext } from 'node:vm';
import { paymentLinks } from '../../../nodes/SmarterPay/events';
import { smarterPay } from '../../../nodes/SmarterPay/provider';
import { resources } from '../../../nodes/SmarterPay/resources';
import { SmarterPay } from '../../../nodes/SmarterPay/SmarterPay.node';
import { SmarterPayTrigger } from '../../../nodes/SmarterPay/SmarterPayTrigger.node';

const refusal = (statusCode: number, body: unknown) =>
	smarterPay.refusal({ statusCode, headers: {}, body });

test('the base URL loses the slash at its end', () => {
	const baseUrl = 'https://api.smarterpaycloud.com/service.svc/';
	expect(smarterPay.baseUrl({ baseUrl }, '/paymentlink')).toBe(
		'https://api.smarterpaycloud.com/service.svc',
	);
});

test('every 2xx is a success as far as the provider goes', () => {
	expect(refusal(200, {})).toBeUndefined();
	expect(refusal(201, { payment_link: {} })).toBeUndefined();
	for (const statusCode of [302, 400, 401, 404, 500]) {
		expect(refusal(statusCode, { payment_link: { id: 'PL1' } })).toBeDefined();
	}
});

describe('error text', () => {
	test.each<[unknown, string]>([
		[{ error: { message: 'nested' }, message: 'later' }, 'nested'],
		[{ error: 'plain', message: 'later' }, 'plain'],
		[{ errors: [{ message: 'first of the list' }], message: 'later' }, 'first of the list'],
		[{ errors: [{ detail: 'detail of the list' }], message: 'later' }, 'detail of the list'],
		[{ errors: [{ message: '', detail: 'not empty' }] }, 'not empty'],
		[{ message: 'lower', Message: 'later' }, 'lower'],
		[{ Message: 'upper', title: 'later' }, 'upper'],
		[{ title: 'title', detail: 'later' }, 'title'],
		[{ detail: 'detail' }, 'detail'],
		[{ error: '', errors: [], message: '', detail: 'the only one' }, 'the only one'],
		[{ error: {}, errors: [null], message: 5, Message: 'text' }, 'text'],
	])('of %j is "%s"', (body, expected) => {
		expect(refusal(400, body)?.message).toBe(expected);
	});

	test('of an HTML or XML page is its words', () => {
		const html = '<html><head><title>Oops</title></head><body><p>TLS_Required</p></body></html>';
		expect(refusal(403, html)?.message).toBe('Oops TLS_Required');
		const xml = '<Fault xmlns="x"><Reason><Text>Bad request</Text></Reason></Fault>';
		expect(refusal(400, xml)?.message).toBe('Bad request');
	});

	test('is cut to 500 characters', () => {
		expect(refusal(400, { message: 'x'.repeat(600) })?.message).toBe(`${'x'.repeat(500)}…`);
		expect(refusal(400, 'y'.repeat(600))!.message.length).toBeLessThanOrEqual(501);
	});

	test('never holds an encryption_key (D17)', () => {
		const body = { ecommerce_setup: { id: 'EP1', encryption_key: 'k3y-0f-th3-p4g3' } };
		expect(JSON.stringify(refusal(400, body))).not.toContain('k3y-0f-th3-p4g3');
		expect(JSON.stringify(refusal(400, JSON.stringify(body)))).not.toContain('k3y-0f-th3-p4g3');
	});
});

test('400, 401, 403 and 404 say what to do', () => {
	expect(refusal(400, {})?.hint).toMatch(/page expects/);
	expect(refusal(401, {})?.hint).toMatch(/token/);
	expect(refusal(403, {})?.hint).toMatch(/token/);
	expect(refusal(404, {})?.hint).toMatch(/no record/);
});

describe('the subtitle under a node', () => {
	/** The value of an expression that only reads parameters. */
	const subtitleOf = ({ subtitle = '' }: { subtitle?: string }, parameters: object): unknown => {
		const [, code] = /^=\{\{ (.*) \}\}$/.exec(subtitle)!;
		// The expression is ours; n8n's own evaluation needs a whole workflow.
		return runInNewContext(code!, { $parameter: parameters });
	};

	test('has readable names for every operation', () => {
		const { description } = new SmarterPay();
		for (const resource of resources) {
			for (const { name, value } of resource.operations) {
				expect(subtitleOf(description, { resource: resource.value, operation: value })).toBe(
					`${name}: ${resource.name}`,
				);
			}
		}
	});

	test('names the events', () => {
		const { description } = new SmarterPayTrigger();
		expect(subtitleOf(description, { events: ['linkCompleted', 'linkExpired'] })).toBe(
			'Link Completed, Link Expired',
		);
	});
});

test('a manual test of the trigger names the events that have not happened', () => {
	const { nothingYet } = paymentLinks;
	const why = (...events: string[]) =>
		typeof nothingYet === 'string' ? nothingYet : nothingYet(events);
	expect(why('linkCompleted')).toBe('No link was completed');
	expect(why('linkVisited', 'linkExpired')).toBe('No link was visited or expired');
});

test('the token is the secret, as it is sent', () => {
	expect(smarterPay.secrets({ accessToken: ' the-token\n' })).toEqual(['the-token']);
});
