// A fourth provider, an invented one: its own folder, its credential, two lines of the manifest and its document make it
// work. Nothing else is touched, and everything that the engine does for the others it does for this one.
import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addedFiles, withAddedProvider } from '../support/addedProvider';
import { PolledTrigger, searchList } from '../support/contexts';
import { runNode, type NodeRunOptions } from '../support/harness';
import { byId, jsonOf } from '../support/sandboxed';
import { reset, useStandIn, write, type Received } from '../support/standIn';

const api = useStandIn();
let loader: PackageDirectoryLoader;
let remove = () => {};

/** The customers of the invented provider, and how it answers. */
class Customers {
	readonly stored: IDataObject[] = [];

	answer = ({ method, path, query, body }: Received, response: Parameters<typeof write>[0]) => {
		const [, , id, links] = path.split('/');
		if (links) {
			const link = { id: 'l_1', url: `https://portal.example.com/${id}`, customer: id };
			return write(response, 200, { link: { ...link, expires_at: '2026-04-21T10:00:00.000Z' } });
		}
		if (method === 'GET') {
			const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('size') ?? 100)];
			const customers = [...this.stored].reverse().slice((page - 1) * size, page * size);
			return write(response, 200, { customers });
		}
		const { email } = body as IDataObject;
		if (email === 'refused@example.com') {
			const error = { code: 'bad_email', message: 'The email is not valid.' };
			return write(response, 422, { error });
		}
		return write(response, 201, { customer: this.add(body as IDataObject) });
	};

	add(record: IDataObject): IDataObject {
		const known = this.stored.find(({ email }) => email === record.email);
		if (known) return Object.assign(known, record);
		const id = `c_${this.stored.length + 1}`;
		const customer = { id, ...record, created_at: new Date().toISOString() };
		this.stored.push(customer);
		return customer;
	}
}

let customers = new Customers();

beforeAll(async () => {
	({ loader, remove } = await withAddedProvider());
});
beforeEach(() => {
	customers = new Customers();
	api.answering = customers.answer;
});
afterAll(() => remove());

let keys = 0;
const credentials = () => ({ baseUrl: api.url, apiKey: `key-of-example-${++keys}` });
const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	more: Partial<NodeRunOptions> = {},
) =>
	await runNode({
		type: 'example',
		parameters,
		items,
		credentials: credentials(),
		loader,
		...more,
	});
const create = { resource: 'customer', operation: 'create' };

test('it is its own folder, its credential, the manifest and its document, and nothing else', () => {
	const own =
		/^(nodes\/Example\/.+|credentials\/ExampleApi\.credentials\.ts|package\.json|docs\/providers\/example\.md)$/;
	expect(addedFiles().filter((file) => !own.test(file))).toEqual([]);
	expect(addedFiles().length).toBeGreaterThan(12);
});

test('it stands beside the others', () => {
	expect(Object.keys(loader.nodeTypes)).toEqual(
		expect.arrayContaining(['kwik', 'smarterPay', 'makePay', 'example', 'exampleTrigger']),
	);
	expect(Object.keys(loader.credentialTypes)).toContain('exampleApi');
});

test('customers are created from columns, in order, with the secret in its header', async () => {
	const rows = [
		{ email: 'a@example.com', 'Full Name': 'Sample A' },
		{ email: 'b@example.com', 'Full Name': 'Sample B' },
	];
	const { main, executionError } = await run({ ...create, dataMode: 'autoMapInputData' }, rows);
	expect(executionError).toBeUndefined();
	expect(jsonOf(main)).toEqual([
		expect.objectContaining({ provider: 'example', id: 'c_1', name: 'Sample A' }),
		expect.objectContaining({ provider: 'example', id: 'c_2', name: 'Sample B' }),
	]);
	expect(api.requests[0]!.headers.authorization).toMatch(/^Bearer key-of-example-\d+$/);
});

test('its refusal has its words and its code, and fails the row it is about', async () => {
	const rows = ['a@example.com', 'refused@example.com', 'no address'].map((email) => ({ email }));
	const parameters = { ...create, email: '={{ $json.email }}' };
	const { main, error } = await run(parameters, rows, { onError: 'continueErrorOutput' });
	expect(main).toHaveLength(1);
	expect(jsonOf(error)).toEqual([
		expect.objectContaining({
			error:
				'Row 2 (email refused@example.com): Example refused the request (code bad_email): The email is not valid.',
			details: expect.objectContaining({ provider: 'example', code: 'bad_email', httpCode: 422 }),
		}),
		expect.objectContaining({
			error: 'Row 3 (email no address): Email "no address" is not an e-mail address',
		}),
	]);
	expect(api.requests).toHaveLength(2);
});

test('a lost answer is asked for again', async () => {
	const { answer } = customers;
	let lost = 0;
	api.answering = (received, response) =>
		lost++ === 0 ? reset(response) : answer(received, response);
	const { main, hints } = await run({ ...create, email: 'a@example.com' });
	expect(main).toHaveLength(1);
	expect(hints.map(({ message }) => message).join()).toContain('sent again');
});

test('its list is read in pages', async () => {
	for (let i = 0; i < 230; i++) customers.add({ email: `${i}@example.com` });
	const { main } = await run({ resource: 'customer', operation: 'getAll', returnAll: true });
	expect(main).toHaveLength(230);
	expect(api.requests.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3']);
});

test('a link is issued for a customer from the list', async () => {
	const { id } = customers.add({ email: 'a@example.com', full_name: 'Sample A' });
	const placed = { type: 'example', credentials: credentials(), loader };
	const { results } = await searchList(placed, 'searchCustomers', 'sample');
	expect(results).toEqual([{ name: 'Sample A · a@example.com', value: id }]);
	const { main } = await run({
		resource: 'portalLink',
		operation: 'create',
		customerId: byId(String(id)),
	});
	expect(jsonOf(main)).toEqual([
		{
			provider: 'example',
			id: 'l_1',
			url: `https://portal.example.com/${String(id)}`,
			status: null,
			customerId: id,
			expiresAt: '2026-04-21T10:00:00.000Z',
		},
	]);
});

test('its trigger tells each new customer once', async () => {
	customers.add({ email: 'a@example.com' });
	const trigger = new PolledTrigger({
		type: 'exampleTrigger',
		parameters: { events: ['customerCreated'] },
		credentials: credentials(),
		loader,
	});
	expect(await trigger.events()).toEqual([]);
	customers.add({ email: 'b@example.com' });
	expect(await trigger.events()).toEqual(['customerCreated c_2']);
	expect(await trigger.events()).toEqual([]);
});

test('its secret is sent nowhere else', async () => {
	const { authenticate } = loader.getCredential('exampleApi').type;
	const send = authenticate as (data: object, request: object) => Promise<object>;
	const own = { url: `${api.url}/customers`, method: 'GET' };
	await expect(send(credentials(), own)).resolves.toMatchObject({ disableFollowRedirect: true });
	const others = { url: 'https://elsewhere.example/customers', method: 'GET' };
	await expect(send(credentials(), others)).rejects.toThrow('only for');
});
