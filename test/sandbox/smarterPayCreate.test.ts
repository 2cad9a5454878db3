// SmarterPay: creating payment links against smarterpay.md 2.1.
import { SMARTER_PAY_PAGES as PAGES } from '../../sandbox';
import { fieldsOf, startClients, type Clients } from './clients';
import { LINK_FIELDS } from './documents';

// The sample request of 2.1.
const LINK_SAMPLE = {
	ecommerce_page: 'EP02AB12CD34EF56GH78',
	customer_account: 'CA0112AB34CD56EF78GH',
};
const OPEN = { ecommerce_page: PAGES.open.id };

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (link: unknown) => clients.smarterPay.post('/paymentlink', { payment_link: link });
const get = (id: string) => clients.smarterPay.get(`/paymentlink/${id}`);
const made = async (link: object = OPEN) => (await create(link)).data.payment_link;
const stored = () => clients.sandbox.smarterPay.state.links.size;

describe('create', () => {
	test('answers the sample with all 31 fields', async () => {
		const { status, data } = await create(LINK_SAMPLE);
		expect(status).toBe(200);
		expect(fieldsOf(data)).toEqual(['payment_link']);
		expect(LINK_FIELDS).toHaveLength(31);
		expect(fieldsOf(data.payment_link)).toEqual(LINK_FIELDS);
		expect(data.payment_link).toMatchObject({
			...LINK_SAMPLE,
			id: expect.stringMatching(/^PL01[A-Z0-9]{16}$/),
			amount: '2750',
			description: 'Payment Plan',
			status: 'active',
			expiry: 'never',
			visited_at: null,
			completed_at: null,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
			account_validation_callback: false,
			metadata: null,
		});
	});

	test('the URL has the form of the samples', async () => {
		const { url } = await made({ ecommerce_page: 'EP02KO5D0G80XMPERW4V' });
		const origin = clients.sandbox.smarterPay.url.replace(/[.]/g, '\\.');
		const token = '(?:[A-Za-z0-9]|%2B|%2F|%3D)+';
		expect(url).toMatch(
			new RegExp(
				`^${origin}\\?setup=${token}&payment=${token}&page=455030324B4F354430473830584D504552573456$`,
			),
		);
		expect(url).toContain('%2B');
		expect(url).toContain('%2F');
		expect(url.length).toBeGreaterThan(300);
	});

	test('takes and gives back every property', async () => {
		const all = {
			ecommerce_page: PAGES.open.id,
			customer_account: 'CA0112AB34CD56EF78GH',
			bank_account: 'BA01VQY3LJO0NLPE61OG',
			mandate: 'MA0112AB34CD56EF78GH',
			recurrence_schedule: 'RS0112AB34CD56EF78GH',
			amount: '1',
			auddis: 'REF-1/2.A & B',
			description: 'd'.repeat(255),
			start_date: '2026-01-31',
			end_date: '2026-01-31',
			first_collection_amount: '500',
			first_collection_date: '2026-02-01',
			return_url: 'https://shop.example/back?order=1',
			bank_account_custom_reference: 'b'.repeat(100),
			card_payment_custom_reference: 'c',
			customer_custom_reference: 'k',
			recurrence_schedule_custom_reference: 'r',
			metadata: 'm'.repeat(1000),
			metadata_account_validation: '1',
			metadata_bank_account: '2',
			metadata_card: '3',
			metadata_customer_account: '4',
			metadata_mandate: '5',
			metadata_recurrence_schedule: '6',
		};
		expect(Object.keys(all)).toHaveLength(24);
		const { customer_custom_reference: hidden, ...shown } = all;
		const link = await made(all);
		expect(link).toMatchObject(shown);
		expect(fieldsOf(link)).toEqual(LINK_FIELDS);
		const found = await clients.smarterPay.get('/paymentlinks', {
			params: { customer_custom_reference: hidden },
		});
		expect(found.data.payment_links).toEqual([link]);
	});

	test.each([
		['customerAccount', 'customer_account', 'CUST00002352'],
		['bankAccount', 'bank_account', 'BANK00003454'],
		['mandate', 'mandate', 'MA0112AB34CD56EF78GH'],
		['recurrenceSchedule', 'recurrence_schedule', 'RS0112AB34CD56EF78GH'],
	] as const)('the %s page expects a %s (Note 1)', async (page, field, id) => {
		const refused = await create({ ecommerce_page: PAGES[page].id });
		expect(refused.status).toBe(400);
		expect(refused.data).toEqual({
			error: { message: expect.stringContaining(`expects a ${field}`) },
		});
		const unknown = await create({ ecommerce_page: PAGES[page].id, [field]: 'XX01' });
		expect([unknown.status, stored()]).toEqual([400, 0]);
		expect((await create({ ecommerce_page: PAGES[page].id, [field]: id })).status).toBe(200);
	});

	test.each<[Record<string, unknown>, string]>([
		[{ ecommerce_page: undefined }, 'ecommerce_page'],
		[{ ecommerce_page: 'EP99' }, 'does not exist'],
		[{ ecommerce_page: PAGES.generic.id }, 'multiple customers'],
		[{ ecommerce_page: PAGES.fixed.id, amount: '1' }, 'override amount'],
		[{ amount: 2750 }, 'amount'],
		[{ amount: '27.50' }, 'amount'],
		[{ amount: '-1' }, 'amount'],
		[{ first_collection_amount: '1,00' }, 'first_collection_amount'],
		[{ description: 'x'.repeat(256) }, 'description'],
		[{ start_date: '31.01.2026' }, 'start_date'],
		[{ end_date: '2026-02-30' }, 'end_date'],
		[{ first_collection_date: '2026-01-01T00:00:00Z' }, 'first_collection_date'],
		[{ start_date: '2026-02-02', end_date: '2026-02-01' }, 'start_date'],
		[{ return_url: 'http://shop.example/' }, 'https://'],
		[{ return_url: `https://shop.example/${'x'.repeat(2048)}` }, 'return_url'],
		[{ return_url: 'https://shop.example/?page=1' }, 'named page'],
		[{ return_url: 'https://shop.example/?a=1&Payment=2' }, 'named payment'],
		[{ auddis: 'lower' }, 'auddis'],
		[{ auddis: '-REF' }, 'auddis'],
		[{ auddis: 'A'.repeat(19) }, 'auddis'],
		[{ bank_account_custom_reference: 'x'.repeat(101) }, 'bank_account_custom_reference'],
		[{ card_payment_custom_reference: 'x'.repeat(101) }, 'card_payment_custom_reference'],
		[{ customer_custom_reference: 'x'.repeat(101) }, 'customer_custom_reference'],
		[
			{ recurrence_schedule_custom_reference: 'x'.repeat(101) },
			'recurrence_schedule_custom_reference',
		],
		[{ metadata: 'x'.repeat(1001) }, 'metadata'],
		[{ metadata: { a: 1 } }, 'metadata'],
		[{ metadata_card: 'x'.repeat(1001) }, 'metadata_card'],
		[{ metadata_mandate: null }, 'metadata_mandate'],
		[{ status: 'expired' }, 'status'],
		[{ expiry: 'never' }, 'expiry'],
	])('refuses %j', async (change, message) => {
		const { status, data } = await create({ ...OPEN, ...change });
		expect(status).toBe(400);
		expect(data.error.message).toContain(message);
		expect(stored()).toBe(0);
	});

	test('core reference has more rules for auddis', async () => {
		clients.sandbox.smarterPay.switches.coreReference = true;
		for (const auddis of ['AB-12', 'AAAAAAA', 'ABCDEFGHIJKLMNO']) {
			expect((await create({ ...OPEN, auddis })).status).toBe(400);
		}
		expect((await create({ ...OPEN, auddis: 'ABC-123' })).status).toBe(200);
	});

	test.each([
		[{}],
		[{ payment_link: [] }],
		[[]],
		['text'],
		[{ payment_link: OPEN, more: 1 }],
		[OPEN],
	])('refuses the frame %j', async (body) => {
		const headers = { 'Content-Type': 'application/json' };
		const { status, data } = await clients.smarterPay.post('/paymentlink', body, { headers });
		expect([status, typeof data.error.message]).toEqual([400, 'string']);
	});

	test.each([
		['halfHour', 1800],
		['oneDay', 86_400],
		['sevenDays', 7 * 86_400],
	] as const)('expiry comes from the page: %s, %d s', async (page, seconds) => {
		const { clock } = clients.sandbox.smarterPay;
		const link = await made({ ecommerce_page: PAGES[page].id });
		const lifetime =
			Date.parse(`${link.expiry.replace(' ', 'T')}Z`) -
			Date.parse(`${link.created_at.replace(' ', 'T')}Z`);
		expect(lifetime).toBe(seconds * 1000);
		clock.advance((seconds - 1) * 1000);
		expect((await get(link.id)).data.payment_link.status).toBe('active');
		clock.advance(2000);
		expect((await get(link.id)).data.payment_link.status).toBe('expired');
	});
});
