// MakePay payment links on the wire: what belongs where, keys, conflicts, lost answers. makepay.md 3.3, 4, 6.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const link = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation,
	...more,
});
const create = (more: INodeParameters = {}) =>
	link('create', { title: 'Order #1042', amount: '={{ $json.amount }}', ...more });
const mapped = link('create', { dataMode: 'autoMapInputData' });
const requests = () => sandbox().makePay.requests;
const links = () => [...sandbox().makePay.state.links.values()];

describe('create', () => {
	test('rows mapped automatically: payload and request fields go where they belong', async () => {
		const rows = [
			{
				...{ title: 'A', amount: '5', clientId: 'client_1', status: 'paused', unknown: 1 },
				...{ sendPaymentRequestEmail: 'true', customerEmail: 'a@example.com' },
			},
			{ title: 'B', amount: '6' },
		];
		const { main, hints } = await run('makePay', mapped, rows);
		expect(jsonOf(main).map(({ amount }) => amount)).toEqual(['5', '6']);
		const sent = requests().map(({ body }) => body as { payload: IDataObject });
		expect(sent.find(({ payload }) => payload.title === 'A')).toEqual({
			status: 'paused',
			sendPaymentRequestEmail: true,
			payload: { title: 'A', amount: '5', clientId: 'client_1', customerEmail: 'a@example.com' },
		});
		expect(sent.find(({ payload }) => payload.title === 'B')).toEqual({
			status: 'active',
			sendPaymentRequestEmail: false,
			payload: { title: 'B', amount: '6' },
		});
		expect(hints.map(({ message }) => message)).toEqual([
			'2 payment links: 11 USD in total.',
			expect.stringMatching(/"unknown"/),
		]);
	});

	test('40 equal rows are 40 links under 40 keys', async () => {
		const rows = Array.from({ length: 40 }, () => ({ amount: '1.00' }));
		const options = { requestsPerSecond: 1000 };
		const { main } = await run('makePay', create({ options }), rows);
		expect(new Set(jsonOf(main).map(({ id }) => id)).size).toBe(40);
		const keys = requests().map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(40);
		expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
	});
});

describe('update', () => {
	const update = (updateFields: INodeParameters, uid = links()[0]!.uid) =>
		link('update', { paymentLinkId: byId(uid), updateFields });

	test('archiving a link whose payer has begun is an error that says so (D17)', async () => {
		const [stored] = sandbox().makePay.state.seedLinks(1);
		stored!.latestSession = { id: 'session_1', status: 'awaiting_deposit' };
		const parameters = update({ status: 'archived' });
		const { error } = await run('makePay', parameters, [{}], errorOutput);
		expect(jsonOf(error)).toMatchObject([
			{
				details: {
					httpCode: 409,
					code: 'payment_link_has_session',
					retriable: false,
					hint: expect.stringMatching(/payer has begun/),
				},
			},
		]);
		expect(stored!.status).toBe('active');
		expect(requests()).toHaveLength(1);
	});

	test('an extension whose answer is lost is sent again under its key and extends once', async () => {
		const [stored] = sandbox().makePay.state.seedLinks(1);
		const before = stored!.expiresAt!;
		sandbox().makePay.faults.add({ route: '*', kind: 'reset-after', times: 1 });
		const { main } = await run('makePay', update({ extendExpirationTime: '72h' }));
		expect(main).toHaveLength(1);
		expect(stored!.expiresAt).toBe(before + 72 * 3_600_000);
		const keys = requests().map(({ headers }) => headers['idempotency-key']);
		expect(keys).toEqual([keys[0], keys[0]]);
	});

	test('an unknown link is named as such', async () => {
		sandbox().makePay.state.seedLinks(1);
		const parameters = update({ status: 'paused' }, 'pay_nobody');
		const { error } = await run('makePay', parameters, [{}], errorOutput);
		expect(jsonOf(error)).toMatchObject([
			{ error: expect.stringMatching(/payment_link_not_found/), details: { httpCode: 404 } },
		]);
	});
});

describe('sendEmail', () => {
	const send = (more: INodeParameters = {}) =>
		link('sendEmail', { paymentLinkId: byId(links()[0]!.uid), ...more });

	test('without an address sends {} and mails the customer of the link', async () => {
		const payload = { title: 'A', amount: '1', customerEmail: 'owner@example.com' };
		sandbox().makePay.state.addLink(payload);
		const { main } = await run('makePay', send());
		expect(requests()[0]!.rawBody).toBe('{}');
		expect(jsonOf(main)).toMatchObject([{ ok: true, email: 'owner@example.com' }]);
	});

	test.each(['cut-json', 'reset-after', 'unavailable-after'] as const)(
		'an unknown outcome ("%s") is never tried again, also under Retry On Fail',
		async (kind) => {
			sandbox().makePay.state.seedLinks(1);
			sandbox().makePay.faults.add({ route: '*', kind, times: 1 });
			const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
			const parameters = send({ email: 'buyer@example.com' });
			const { executionError } = await run('makePay', parameters, [{}], { settings });
			expect(executionError).toBeDefined();
			expect(sandbox().makePay.state.emails).toHaveLength(1);
		},
	);

	test('what cannot have reached MakePay is tried again', async () => {
		sandbox().makePay.state.seedLinks(1);
		sandbox().makePay.faults.add({ route: '*', kind: 'rate-limited', times: 1, retryAfter: 0 });
		const { main } = await run('makePay', send({ email: 'buyer@example.com' }));
		expect(main).toHaveLength(1);
		expect(sandbox().makePay.state.emails).toHaveLength(1);
	});
});
