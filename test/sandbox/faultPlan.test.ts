// Which requests a fault strikes, and what it means for idempotency keys.
import axios from 'axios';
import { FAULT_KINDS, SMARTER_PAY_PAGES as PAGES, type FaultRule } from '../../sandbox';
import { startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const RECORD = { reference: 'R1', company_name: 'Ltd' };
const CREATE = 'POST /customers/create';
const kwik = () => clients.sandbox.kwik;
const create = (config = {}) =>
	clients.kwik.post('/1.0/customers/create', { records: [RECORD] }, config);
describe('which requests', () => {
	const statuses = async (count: number) => {
		const seen: number[] = [];
		for (let i = 0; i < count; i++) seen.push((await create()).status);
		return seen;
	};
	const rule = (more: Partial<FaultRule>): FaultRule => ({
		route: CREATE,
		kind: 'error-json',
		...more,
	});

	test.each<[Partial<FaultRule>, number[]]>([
		[{}, [500, 500, 500, 500]],
		[{ times: 2 }, [500, 500, 200, 200]],
		[{ every: 2 }, [200, 500, 200, 500]],
		[{ every: 2, times: 1 }, [200, 500, 200, 200]],
		[{ at: [0, 3] }, [500, 200, 200, 500]],
		[{ route: '/customers/create', times: 1 }, [500, 200, 200, 200]],
		[{ route: 'POST /customers/:action', at: [1] }, [200, 500, 200, 200]],
		[{ route: 'GET /customers/create' }, [200, 200, 200, 200]],
		[{ route: 'POST /customers' }, [200, 200, 200, 200]],
		[{ when: ({ body }) => JSON.stringify(body).includes('nobody') }, [200, 200, 200, 200]],
	])('%j', async (more, expected) => {
		const fault = kwik().faults.add(rule(more));
		expect(await statuses(4)).toEqual(expected);
		expect(fault.struck).toBe(expected.filter((status) => status === 500).length);
	});

	test('both API versions, but not other routes', async () => {
		kwik().faults.add(rule({}));
		expect((await clients.kwik.post('/2.0/customers/create', { records: [RECORD] })).status).toBe(
			500,
		);
		expect((await clients.kwik.get('/1.0/customers/list')).status).toBe(200);
		kwik().faults.clear();
		expect(await statuses(1)).toEqual([200]);
	});

	test('rules that make no sense are refused', () => {
		for (const bad of [
			{ kind: 'explode' },
			{ every: 0 },
			{ times: -1 },
			{ at: 3 },
			{ rout: 'x' },
		]) {
			expect(() => kwik().faults.add({ ...rule({}), ...bad } as FaultRule)).toThrow();
		}
		expect(FAULT_KINDS).toHaveLength(12);
	});
});

describe('with an idempotency key', () => {
	const headers = { 'Idempotency-Key': 'key-0001' };
	const link = (config = {}) =>
		clients.smarterPay.post(
			'/paymentlink',
			{ payment_link: { ecommerce_page: PAGES.open.id } },
			{ headers, ...config },
		);
	const links = () => clients.sandbox.smarterPay.state.links.size;
	const fault = (rule: Omit<FaultRule, 'route' | 'times'>) =>
		clients.sandbox.smarterPay.faults.add({ route: 'POST /paymentlink', times: 1, ...rule });

	test.each<FaultRule['kind']>(['reset-after', 'cut-json', 'unavailable-after', 'hang'])(
		'%s: the effect was saved and is replayed',
		async (kind) => {
			fault({ kind, effect: true });
			await link({ timeout: 200 }).catch(() => undefined);
			expect(links()).toBe(1);
			const again = await link();
			expect([again.status, again.headers['idempotency-replay'], links()]).toEqual([
				200,
				'true',
				1,
			]);
			const [stored] = clients.sandbox.smarterPay.state.links.values();
			expect(again.data.payment_link.id).toBe(stored?.id);
		},
	);

	test.each<FaultRule['kind']>([
		'reset-before',
		'unavailable-html',
		'error-json',
		'rate-limited',
		'html-ok',
		'refused-ok',
	])('%s: nothing was saved, the next try has its effect', async (kind) => {
		fault({ kind });
		await link().catch(() => undefined);
		expect(links()).toBe(0);
		const again = await link();
		expect([again.status, again.headers['idempotency-replay'], links()]).toEqual([
			200,
			undefined,
			1,
		]);
	});

	test('savedFailure: the 503 is replayed', async () => {
		fault({ kind: 'unavailable-html', savedFailure: true });
		expect((await link()).status).toBe(503);
		const again = await link();
		expect([again.status, again.headers['idempotency-replay'], links()]).toEqual([503, 'true', 0]);
		expect(again.data).toContain('503');
	});

	test('MakePay likewise', async () => {
		const { makePay } = clients.sandbox;
		makePay.faults.add({ route: 'POST /payment-links', kind: 'reset-after', times: 1 });
		const send = () =>
			clients.makePay.post('/payment-links', { payload: { amount: '5' } }, { headers });
		await expect(send()).rejects.toThrow(axios.AxiosError);
		const again = await send();
		expect([again.status, again.headers['idempotent-replayed'], makePay.state.links.size]).toEqual([
			200,
			'true',
			1,
		]);
	});
});
