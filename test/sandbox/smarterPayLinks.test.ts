// SmarterPay: updating and reading payment links, authentication, and the payment page (smarterpay.md 1, 2.2, 2.3).
import { SMARTER_PAY_PAGES as PAGES } from '../../sandbox';
import { fieldsOf, startClients, type Clients } from './clients';
import { LINK_FIELDS } from './documents';

const OPEN = { ecommerce_page: PAGES.open.id };

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (link: unknown) => clients.smarterPay.post('/paymentlink', { payment_link: link });
const update = (id: string, link: unknown) =>
	clients.smarterPay.put(`/paymentlink/${id}`, { payment_link: link });
const get = (id: string) => clients.smarterPay.get(`/paymentlink/${id}`);
const made = async (link: object = OPEN) => (await create(link)).data.payment_link;

describe('update', () => {
	test('ends a link', async () => {
		const link = await made();
		const { status, data } = await update(link.id, { status: 'expired' });
		expect(status).toBe(200);
		expect(fieldsOf(data.payment_link)).toEqual(LINK_FIELDS);
		expect(data.payment_link).toEqual({
			...link,
			status: 'expired',
			expiry: expect.stringMatching(/^\d{4}-/),
		});
		expect((await update(link.id, { status: 'expired' })).data).toEqual(data);
	});

	test('may still answer active, as the sample does (D6)', async () => {
		clients.sandbox.smarterPay.switches.expireAnswer = 'active';
		const link = await made();
		expect((await update(link.id, { status: 'expired' })).data.payment_link).toEqual(link);
		expect((await get(link.id)).data.payment_link.status).toBe('expired');
	});

	test.each(['expired', 'active'] as const)(
		'ends a link and sets its metadata in one call, answering %s',
		async (expireAnswer) => {
			clients.sandbox.smarterPay.switches.expireAnswer = expireAnswer;
			const link = await made({ ...OPEN, metadata: 'old', metadata_card: 'card' });
			const metadata = { metadata: 'new', metadata_mandate: 'mandate' };
			const { status, data } = await update(link.id, { status: 'expired', ...metadata });
			expect(status).toBe(200);
			const expiry = expireAnswer === 'active' ? 'never' : expect.stringMatching(/^\d{4}-/);
			expect(data.payment_link).toEqual({ ...link, ...metadata, status: expireAnswer, expiry });
			const stored = (await get(link.id)).data.payment_link;
			expect(stored).toMatchObject({ ...metadata, metadata_card: 'card', status: 'expired' });
		},
	);

	test('a call that is refused changes neither', async () => {
		const link = await made();
		const sent = { status: 'expired', metadata: 'new', metadata_card: 'x'.repeat(1001) };
		expect((await update(link.id, sent)).status).toBe(400);
		expect((await get(link.id)).data.payment_link).toEqual(link);
	});

	test('sets metadata and nothing else', async () => {
		const link = await made();
		const metadata = Object.fromEntries(
			LINK_FIELDS.filter((name) => name.startsWith('metadata')).map((name) => [name, 'x']),
		);
		expect(Object.keys(metadata)).toHaveLength(7);
		expect((await update(link.id, metadata)).data.payment_link).toEqual({ ...link, ...metadata });
		for (const change of [
			{ amount: '1' },
			{ status: 'active' },
			{ metadata: 'x'.repeat(1001) },
			{ customer_account: 'C' },
		]) {
			expect((await update(link.id, change)).status).toBe(400);
		}
	});

	test('unknown links are 404', async () => {
		expect((await update('PL99', {})).status).toBe(404);
		expect((await get('PL99')).status).toBe(404);
		expect((await get('%E0%A4%A')).status).toBe(400);
	});
});

describe('authentication and addresses', () => {
	test.each([
		'',
		'Bearer',
		'Bearer wrong',
		'Bearer  smarterpay_demo_token',
		'smarterpay_demo_token',
	])('refuses the header "%s"', async (Authorization) => {
		const { status, data } = await clients.smarterPay.get('/paymentlinks', {
			headers: { Authorization },
		});
		expect([status, typeof data.error.message]).toEqual([401, 'string']);
	});

	test('path case does not matter, ids do', async () => {
		const { url } = clients.sandbox.smarterPay;
		const link = await made();
		for (const path of ['Service.svc/PaymentLink', 'SERVICE.SVC/paymentlink']) {
			expect((await clients.smarterPay.get(`${url}/${path}/${link.id}`)).data.payment_link).toEqual(
				link,
			);
		}
		expect((await get(link.id.toLowerCase())).status).toBe(404);
		expect(clients.sandbox.smarterPay.requests[1]?.path).toBe(
			`/Service.svc/PaymentLink/${link.id}`,
		);
	});

	test('needs a JSON content type', async () => {
		const body = JSON.stringify({ payment_link: OPEN });
		const send = (type: string) =>
			clients.smarterPay.post('/paymentlink', body, { headers: { 'Content-Type': type } });
		expect((await send('text/plain')).status).toBe(415);
		expect((await send('application/vnd.api+json')).status).toBe(200);
		expect((await send('application/json; charset=utf-8')).status).toBe(200);
	});

	test('refusals may be HTML', async () => {
		clients.sandbox.smarterPay.switches.errorForm = 'wcf-html';
		const { status, data, headers } = await create({ ecommerce_page: '<b>' });
		expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
		expect(data).toContain('Request Error');
		expect(data).toContain('&lt;b&gt;');
	});
});

describe('page', () => {
	const visitor = () => clients.visitor;

	test('shows the payment, and its button completes the link', async () => {
		const link = await made({
			...OPEN,
			amount: '5',
			description: '<i>Plan</i>',
			return_url: 'https://shop.example/x',
		});
		const opened = await visitor().get(link.url);
		expect(opened.status).toBe(200);
		expect(opened.data).toContain('&lt;i&gt;Plan&lt;/i&gt;');
		expect(opened.data).toContain('£0.05');
		const visited = (await get(link.id)).data.payment_link;
		expect(visited).toEqual({ ...link, visited_at: expect.any(String) });

		const action = /action="([^"]+)"/.exec(opened.data)?.[1]?.replace(/&amp;/g, '&') ?? '';
		const paid = await visitor().post(new URL(action, link.url).href, 'x=1', {
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		});
		expect(paid.status).toBe(200);
		expect(paid.data).toContain(
			`https://shop.example/x?page=${PAGES.open.id}&amp;payment=${link.id}`,
		);
		const completed = (await get(link.id)).data.payment_link;
		expect(completed).toEqual({ ...visited, completed_at: expect.any(String) });
		expect((await visitor().get(link.url)).data).toContain('complete');
	});

	test('refuses ended, unknown and changed links', async () => {
		const link = await made();
		const changed = link.url.replace(/page=45/, 'page=46');
		expect((await visitor().get(changed)).status).toBe(403);
		expect((await visitor().get(link.url.replace(/setup=\w/, 'setup='))).status).toBe(403);
		expect((await visitor().get(link.url.replace(/payment=\w/, 'payment='))).status).toBe(404);
		expect((await visitor().get(clients.sandbox.smarterPay.url)).status).toBe(404);
		await update(link.id, { status: 'expired' });
		const gone = await visitor().get(link.url);
		expect([gone.status, gone.data.includes('expired')]).toEqual([410, true]);
		expect((await visitor().post(link.url)).status).toBe(410);
		expect((await get(link.id)).data.payment_link).toMatchObject({
			visited_at: null,
			completed_at: null,
		});
	});
});
