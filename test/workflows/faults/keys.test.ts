// Idempotency keys on the wire: the node's own, and those a user sets.
import type { IDataObject } from 'n8n-workflow';
import { createLinks, itemOf, orderRows } from '../support/rows';
import { useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const keysOf = (type: 'smarterPay' | 'makePay') =>
	sandbox()[type].requests.map(({ headers }) => headers['idempotency-key']);

describe.each(['smarterPay', 'makePay'] as const)('%s', (type) => {
	const own = (idempotencyKey: string) => createLinks(type, { idempotencyKey });
	const linkCount = () => sandbox()[type].state.links.size;

	test('every item has a key of its own', async () => {
		await run(type, createLinks(type), orderRows(50));
		expect(new Set(keysOf(type)).size).toBe(50);
		expect(keysOf(type).every((key) => /^[0-9a-f-]{36}$/.test(String(key)))).toBe(true);
	});

	test('equal rows are different orders: each has its own link', async () => {
		const result = await run(type, createLinks(type), new Array(10).fill({ order: 'the same' }));
		expect(result.main).toHaveLength(10);
		expect(linkCount()).toBe(10);
	});

	test("the user's own key is sent as it is, also again after a lost answer", async () => {
		sandbox()[type].faults.add({ route: '*', kind: 'reset-after', times: 1 });
		const rows = orderRows(1);
		await run(type, own('={{ $json.order }}~v1.2'), rows);
		expect(keysOf(type)).toEqual(['order_0~v1.2', 'order_0~v1.2']);
		expect(linkCount()).toBe(1);
	});

	test("with the user's own keys a second execution gives the links of the first", async () => {
		const rows = orderRows(3, 'my_order');
		const first = await run(type, own('={{ $json.order }}'), rows);
		const second = await run(type, own('={{ $json.order }}'), rows);
		expect(second.main.map(({ json }) => json.id)).toEqual(first.main.map(({ json }) => json.id));
		expect(linkCount()).toBe(3);
	});

	test('the same key on two items is refused for the second before it is sent', async () => {
		const result = await run(type, own('one-key-for-all'), orderRows(3), {
			onError: 'continueErrorOutput',
		});
		expect(result.main.map(itemOf)).toEqual([0]);
		expect(result.error.map(itemOf)).toEqual([1, 2]);
		expect(result.error[0]!.json.error).toMatch(
			/Idempotency Key "one-key-for-all" is the same as that of row 1/,
		);
		expect(linkCount()).toBe(1);
	});

	const bad =
		type === 'smarterPay' ? ['x'.repeat(256), 'käse', 'a\tb'] : ['short_7', 'a b c d e f'];
	test.each(bad)('a key of another form than the documented one is refused: %j', async (key) => {
		const result = await run(type, own(key), orderRows(1));
		expect(result.executionError).toMatchObject({
			message: expect.stringMatching(/Idempotency Key .* must be/),
			description: expect.stringMatching(/Nothing was sent/),
		});
		expect(sandbox()[type].requests).toEqual([]);
	});

	test('a key that is empty for an item is made by the node', async () => {
		const rows: IDataObject[] = [{ order: 'with-own-key' }, { order: '' }];
		await run(type, { ...own('={{ $json.order }}'), title: 'x' }, rows);
		expect(keysOf(type)).toContain('with-own-key');
		expect(keysOf(type).filter((key) => /^[0-9a-f-]{36}$/.test(String(key)))).toHaveLength(1);
	});
});
