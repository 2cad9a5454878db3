// What is sent again after a failure and what is not: decided by what a repeat could do.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FAULT_KINDS, type FaultKind } from '../../../sandbox';
import { createCustomers, createLinks, customerRows, orderRows, ownPace } from '../support/rows';
import { byId, jsonOf, useSandbox, type ProviderName } from '../support/sandboxed';

jest.setTimeout(20_000);

const { sandbox, run } = useSandbox();
const nameless: INodeParameters = {
	resource: 'customer',
	operation: 'upsert',
	additionalFields: { name: 'Nameless' },
};
const sendEmail = (uid: string): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'sendEmail',
	paymentLinkId: byId(uid),
	email: 'buyer@example.com',
});

/** The failed item of a run, and how many requests it took. */
async function failure(type: ProviderName, parameters: INodeParameters, items = [{}]) {
	const { error } = await run(type, parameters, items, {
		onError: 'continueErrorOutput',
		credentials: ownPace(sandbox()[type].credentials),
	});
	expect(error).toHaveLength(1);
	return {
		details: error[0]!.json.details as { hint: string; retriable: boolean },
		requests: sandbox()[type].requests.filter(({ method }) => method !== 'GET').length,
	};
}

const UNKNOWN: FaultKind[] = FAULT_KINDS.filter(
	(kind) => !['rate-limited', 'refused-ok', 'slow'].includes(kind),
);

describe('what must not be sent twice', () => {
	test.each(UNKNOWN)('a MakePay customer without e-mail: not after "%s"', async (kind) => {
		sandbox().makePay.faults.add({ route: '*', kind, times: 1 });
		const { details, requests } = await failure('makePay', {
			...nameless,
			options: { timeout: 1000 },
		});
		expect(requests).toBe(1);
		expect(details.retriable).toBe(false);
		expect(details.hint).toMatch(/Whether MakePay carried it out is not known/);
	});

	test.each(UNKNOWN)('an email: not after "%s"', async (kind) => {
		const [link] = sandbox().makePay.state.seedLinks(1);
		sandbox().makePay.faults.add({ route: '*', kind, times: 1 });
		const parameters = { ...sendEmail(link!.uid), options: { timeout: 1000 } };
		expect(await failure('makePay', parameters)).toMatchObject({
			requests: 1,
			details: { retriable: false },
		});
		expect(sandbox().makePay.state.emails.length).toBeLessThanOrEqual(1);
	});

	test('both are sent again after a 429, which comes before the effect', async () => {
		sandbox().makePay.faults.add({ route: '*', kind: 'rate-limited', retryAfter: 0, at: [0, 2] });
		const [link] = sandbox().makePay.state.seedLinks(1);
		const credentials = ownPace(sandbox().makePay.credentials);
		const customer = await run('makePay', nameless, [{}], { credentials });
		const email = await run('makePay', sendEmail(link!.uid), [{}], { credentials });
		expect(customer.executionError ?? email.executionError).toBeUndefined();
		expect(sandbox().makePay.requests.map(({ status }) => status)).toEqual([429, 200, 429, 200]);
		expect(sandbox().makePay.state.customers.size).toBe(1);
		expect(sandbox().makePay.state.emails).toHaveLength(1);
	});

	test('a refused connection is tried again: nothing was sent', async () => {
		// Port 9 of this machine: nothing listens there. Every attempt is one more hint.
		const credentials = { ...sandbox().makePay.credentials, baseUrl: 'http://127.0.0.1:9' };
		const parameters = { ...nameless, options: { maxRetries: 2 } };
		const { hints, error } = await run('makePay', parameters, [{}], {
			credentials,
			onError: 'continueErrorOutput',
		});
		expect(hints[0]!.message).toMatch(/^2 requests to MakePay had to be sent again/);
		expect(error[0]!.json).toMatchObject({
			error: 'Row 1 (name Nameless): MakePay refused the connection',
			details: { retriable: true },
		});
	});
});

test.each(UNKNOWN)(
	'a MakePay customer with e-mail is sent again after "%s": there is one',
	async (kind) => {
		sandbox().makePay.faults.add({ route: '*', kind, times: 2 });
		const parameters = { ...nameless, email: 'a@example.com', options: { timeout: 1000 } };
		const { main, executionError } = await run('makePay', parameters);
		expect(executionError).toBeUndefined();
		expect(jsonOf(main)[0]).toMatchObject({ email: 'a@example.com' });
		expect(sandbox().makePay.requests).toHaveLength(3);
		expect(sandbox().makePay.state.customers.size).toBe(1);
	},
);

test.each([
	['kwik', createCustomers(), [{ ...customerRows(1)[0], email: 'a@b' }], 400],
	['smarterPay', { ...createLinks('smarterPay'), ecommercePage: 'EP_unknown' }, orderRows(1), 400],
	[
		'smarterPay',
		{ resource: 'paymentLink', operation: 'expire', paymentLinkId: byId('PL_unknown') },
		[{}],
		404,
	],
	['makePay', sendEmail('pay_unknown'), [{}], 404],
] as Array<[ProviderName, INodeParameters, IDataObject[], number]>)(
	'a refusal is never sent again: %s %j',
	async (type, parameters, rows, status) => {
		await failure(type, parameters, rows);
		expect(sandbox()[type].requests.map((request) => request.status)).toEqual([status]);
	},
);

test.each(['kwik', 'smarterPay', 'makePay'] as const)(
	'%s: no more repeats than Max Retries, counted from the first failure',
	async (type) => {
		sandbox()[type].faults.add({ route: '*', kind: 'unavailable-html' });
		const parameters =
			type === 'kwik'
				? {
						resource: 'customerPortal',
						operation: 'createLink',
						customerId: byId('cus_1'),
						options: { maxRetries: 2 },
					}
				: createLinks(type, { maxRetries: 2 });
		await failure(type, parameters, orderRows(1));
		expect(sandbox()[type].requests).toHaveLength(3);
	},
);

test('a portal link that had to be asked for twice is one output', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	sandbox().kwik.faults.add({ route: '*', kind: 'reset-after', times: 1 });
	const { main } = await run('kwik', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(customer!.id),
	});
	expect(main).toHaveLength(1);
});
