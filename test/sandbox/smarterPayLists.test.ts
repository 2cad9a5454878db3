// SmarterPay's lists of payment links against smarterpay.md 2.4.
import { SMARTER_PAY_PAGES as PAGES } from '../../sandbox';
import { fieldsOf, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.smarterPay.state;
const list = (params: object = {}) => clients.smarterPay.get('/paymentlinks', { params });
const ids = async (params: object = {}): Promise<string[]> =>
	(await list(params)).data.payment_links.map(({ id }: { id: string }) => id);

describe('payment links', () => {
	test('40 by default, oldest first; pages do not overlap', async () => {
		const all = state()
			.seedLinks(100)
			.map(({ id }) => id);
		expect(fieldsOf((await list()).data)).toEqual(['payment_links']);
		expect(await ids()).toEqual(all.slice(0, 40));
		expect(await ids({ page_no: 3 })).toEqual(all.slice(80));
		expect(await ids({ page_no: 4 })).toEqual([]);
		expect(await ids({ limit: 30, page_no: 2 })).toEqual(all.slice(30, 60));
		expect(await ids({ limit: 500 })).toEqual(all);
	});

	test('shows the two links of the sample: one ended half an hour after it was made, one never ends', async () => {
		const { clock } = clients.sandbox.smarterPay;
		const setTo = (time: string) => clock.advance(Date.parse(time) - clock.now());
		const addAt = (time: string, link: Record<string, string>) =>
			state().addLink(link, { createdAt: Date.parse(time) });
		addAt('2023-07-12T12:18:37Z', {
			ecommerce_page: PAGES.halfHour.id,
			customer_account: 'CA016YQRDJZW9KJVL359',
			bank_account: 'BA01VQY3LJO0NLPE61OG',
		});
		setTo('2023-07-12T12:45:00Z');
		expect((await list()).data.payment_links[0].status).toBe('active');
		addAt('2023-07-13T11:12:45Z', {
			ecommerce_page: PAGES.open.id,
			customer_account: 'CA01OQW39P4GY7J56NXL',
		});
		setTo('2023-07-13T11:15:00Z');
		expect((await list()).data.payment_links).toMatchObject([
			{
				customer_account: 'CA016YQRDJZW9KJVL359',
				bank_account: 'BA01VQY3LJO0NLPE61OG',
				status: 'expired',
				expiry: '2023-07-12 12:48:37',
				created_at: '2023-07-12 12:18:37',
			},
			{
				customer_account: 'CA01OQW39P4GY7J56NXL',
				bank_account: null,
				status: 'active',
				expiry: 'never',
				created_at: '2023-07-13 11:12:45',
			},
		]);
	});

	test('sorts by creation, id and (no such field) type, both ways', async () => {
		const all = state()
			.seedLinks(60)
			.map(({ id }) => id);
		const byId = [...all].sort();
		expect(await ids({ limit: 500, sort_order: 'desc' })).toEqual([...all].reverse());
		expect(await ids({ limit: 25, page_no: 3, sort_order: 'desc' })).toEqual(
			[...all].reverse().slice(50),
		);
		expect(await ids({ limit: 500, sort_field: 'id' })).toEqual(byId);
		expect(await ids({ limit: 500, sort_field: 'id', sort_order: 'desc' })).toEqual(
			[...byId].reverse(),
		);
		expect(await ids({ limit: 500, sort_field: 'type' })).toEqual(all);
		const late = state().addLink({ ecommerce_page: PAGES.open.id }, { createdAt: 0 });
		expect((await ids())[0]).toBe(late.id);
		expect(await ids({ limit: 500, sort_field: 'id' })).toEqual([...all, late.id].sort());
	});

	test.each([
		['customer_account_id', 'customer_account', 'CA01OQW39P4GY7J56NXL'],
		['bank_account_id', 'bank_account', 'BA01VQY3LJO0NLPE61OG'],
		['mandate_id', 'mandate', 'MA0112AB34CD56EF78GH'],
		['recurrence_schedule_id', 'recurrence_schedule', 'RS0112AB34CD56EF78GH'],
		['ecommerce_page_id', 'ecommerce_page', PAGES.sevenDays.id],
	])('%s is exact', async (filter, property, value) => {
		state().seedLinks(20, () => ({ customer_account: undefined }));
		const wanted = state()
			.seedLinks(3, () => ({ [property]: value }))
			.map(({ id }) => id);
		expect(await ids({ [filter]: value })).toEqual(wanted);
		expect(await ids({ [filter]: value, sort_order: 'desc', limit: 2 })).toEqual(
			wanted.reverse().slice(0, 2),
		);
		expect(await ids({ [filter]: value.slice(0, -1) })).toEqual([]);
	});

	test.each([
		'auddis',
		'bank_account_custom_reference',
		'card_payment_custom_reference',
		'customer_custom_reference',
		'recurrence_schedule_custom_reference',
	])('%s is contained', async (filter) => {
		state().seedLinks(5);
		const wanted = state()
			.seedLinks(30, (i) => ({ [filter]: `REF-${i}-END` }))
			.map(({ id }) => id);
		expect(await ids({ [filter]: 'EF-2' })).toEqual([wanted[2], ...wanted.slice(20)]);
		expect(await ids({ [filter]: '-7-' })).toEqual([wanted[7]]);
		expect(await ids({ [filter]: 'none' })).toEqual([]);
	});

	test('id is exact, and filters combine', async () => {
		const links = state().seedLinks(10, (i) => ({
			auddis: `A${i % 2}`,
			mandate: `M${i % 3}`,
			customer_account: 'C',
		}));
		expect(await ids({ id: links[4]?.id })).toEqual([links[4]?.id]);
		expect(await ids({ id: links[4]?.id, mandate_id: 'M0' })).toEqual([]);
		expect(await ids({ mandate_id: 'M0', customer_account_id: 'C', auddis: '1' })).toEqual([
			links[3]?.id,
			links[9]?.id,
		]);
		expect(await ids({ mandate_id: '' })).toHaveLength(10);
	});

	test.each([
		{ limit: 0 },
		{ limit: 501 },
		{ limit: -1 },
		{ limit: 'all' },
		{ page_no: 0 },
		{ sort_field: 'amount' },
		{ sort_order: 'up' },
		{ status: 'active' },
		{ customer_account: 'C' },
	])('refuses the query %j', async (params) => {
		expect((await list(params)).status).toBe(400);
	});

	test('20,000 links: seeded, read completely and filtered', async () => {
		state().seedLinks(20_000, (i) => ({ customer_account: `C${i % 4000}`, auddis: `A${i}` }));
		const seen = new Set<string>();
		for (let page = 1; ; page++) {
			const part = await ids({ limit: 500, page_no: page });
			part.forEach((id) => seen.add(id));
			if (part.length < 500) break;
		}
		expect(seen.size).toBe(20_000);
		expect(await ids({ customer_account_id: 'C17' })).toHaveLength(5);
		expect(await ids({ auddis: 'A19999' })).toHaveLength(1);
	});
});
