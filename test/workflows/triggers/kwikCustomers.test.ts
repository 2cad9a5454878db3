// Polling triggers: the baseline first, then each change exactly once, whatever happens between two polls.
import type { IDataObject } from 'n8n-workflow';
import { PolledTrigger } from '../support/contexts';
import { useSandbox } from '../support/sandboxed';

const { sandbox } = useSandbox();
const BOTH = ['customerCreated', 'customerUpdated'];

const kwikTrigger = (events = BOTH) =>
	new PolledTrigger({
		type: 'kwikTrigger',
		parameters: { events },
		credentials: sandbox().kwik.credentials,
	});

jest.setTimeout(20_000);

describe('Kwik customers', () => {
	test('the first poll records what is there and starts nothing', async () => {
		sandbox().kwik.state.seedCustomers(5);
		const trigger = kwikTrigger();
		expect(await trigger.events()).toEqual([]);
		expect(await trigger.events()).toEqual([]);
	});

	test('the first poll of an account without customers is a baseline too', async () => {
		const trigger = kwikTrigger();
		expect(await trigger.events()).toEqual([]);
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		expect(await trigger.events()).toEqual([`customerCreated ${customer!.id}`]);
	});

	test('a created customer comes once, with its record and the name of its event', async () => {
		const trigger = kwikTrigger();
		await trigger.poll();
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const { items } = await trigger.poll();
		expect(items).toEqual([
			expect.objectContaining({
				event: 'customerCreated',
				id: customer!.id,
				reference: customer!.reference,
				email: customer!.email,
			}),
		]);
		expect(await trigger.events()).toEqual([]);
	});

	test('an updated customer comes once for each update, also where Kwik leaves updated_at empty', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const trigger = kwikTrigger();
		await trigger.poll();
		for (const city of ['Pretoria', 'Durban', 'Cape Town']) {
			customer!.city_or_town = city;
			expect(customer!.updated_at).toBeNull();
			expect(await trigger.events('city_or_town')).toEqual([`customerUpdated ${city}`]);
			expect(await trigger.events()).toEqual([]);
		}
	});

	test('only the chosen events start the workflow; the others are not told later either', async () => {
		const [old] = sandbox().kwik.state.seedCustomers(1);
		const trigger = kwikTrigger(['customerUpdated']);
		await trigger.poll();
		const [fresh] = sandbox().kwik.state.seedCustomers(1);
		old!.city_or_town = 'Pretoria';
		expect(await trigger.events()).toEqual([`customerUpdated ${old!.id}`]);
		fresh!.city_or_town = 'Durban';
		expect(await trigger.events()).toEqual([`customerUpdated ${fresh!.id}`]);
	});

	test('1,200 customers created between two polls are 1,200 items, once each', async () => {
		sandbox().kwik.state.seedCustomers(300);
		const trigger = kwikTrigger();
		await trigger.poll();
		const seeded = sandbox().kwik.state.seedCustomers(1200);
		expect(await trigger.events()).toEqual(seeded.map(({ id }) => `customerCreated ${id}`));
		expect(await trigger.events()).toEqual([]);
	});

	test('a poll that fails loses nothing: it throws, and the next one catches up', async () => {
		const trigger = kwikTrigger();
		await trigger.poll();
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		sandbox().kwik.faults.add({ route: '*', kind: 'refused-ok', times: 1 });
		await expect(trigger.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/^Kwik refused the request/),
		});
		expect(await trigger.events()).toEqual([`customerCreated ${customer!.id}`]);
	});

	test('an answer without the list is a failure and no empty account', async () => {
		sandbox().kwik.state.seedCustomers(3);
		const trigger = kwikTrigger();
		await trigger.poll();
		sandbox().kwik.faults.add({ route: '*', kind: 'cut-json', times: 4 });
		await expect(trigger.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/not JSON/),
		});
		expect(await trigger.events()).toEqual([]);
	});

	test('temporary failures are repeated within the poll', async () => {
		const trigger = kwikTrigger();
		await trigger.poll();
		sandbox().kwik.state.seedCustomers(1);
		sandbox().kwik.faults.add({ route: '*', kind: 'reset-before', times: 2 });
		expect(await trigger.events()).toHaveLength(1);
	});

	test('a manual test gives one real record and leaves the watched state alone', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(3);
		const trigger = kwikTrigger(['customerCreated']);
		const { items, stored } = await trigger.poll('manual');
		expect(items).toEqual([
			expect.objectContaining({ event: 'customerCreated', id: seeded[2]!.id }),
		]);
		expect(stored).toBe('{}');
		expect(await trigger.events()).toEqual([]);
	});

	test('what is kept of 10,000 customers is small, and stays so however often they change', async () => {
		const customers = sandbox().kwik.state.seedCustomers(10_000);
		const trigger = kwikTrigger(['customerUpdated']);
		const first = await trigger.poll();
		// Three marks of 8 bytes for each customer, as base64: 24 × 4/3 = 32 characters.
		expect(first.stored.length).toBeLessThan(10_000 * 33);
		for (const city of ['Pretoria', 'Durban']) {
			for (const customer of customers) customer.city_or_town = city;
			const { items, stored } = await trigger.poll();
			expect(items).toHaveLength(10_000);
			expect(stored).toHaveLength(first.stored.length);
		}
	});

	test('what is kept holds no data of a customer', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const { stored } = await kwikTrigger().poll();
		expect(stored).not.toContain(customer!.email);
		expect(Buffer.from(stored, 'base64').toString()).not.toContain(customer!.id);
	});
});

test('a credential without its key is told before anything is sent', async () => {
	const credentials: IDataObject = { ...sandbox().kwik.credentials, apiSecret: '' };
	const trigger = new PolledTrigger({ type: 'kwikTrigger', credentials });
	await expect(trigger.poll()).rejects.toMatchObject({
		message: 'The Kwik credential is incomplete',
	});
	expect(sandbox().kwik.requests).toEqual([]);
});
