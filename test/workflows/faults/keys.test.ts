// Idempotency keys on the wire: the node's own, and those of what a user says tells a row from all others.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type * as Harness from '../support/harness';
import { KeyedLinks } from '../support/keyedStandIn';
import { createLinks, hintsOf, itemOf, orderOf, orderRows } from '../support/rows';
import { jsonOf, useSandbox } from '../support/sandboxed';
import { useStandIn } from '../support/standIn';

const { sandbox, run } = useSandbox();
const standIn = useStandIn();
const keysOf = (type: 'smarterPay' | 'makePay') =>
	sandbox()[type].requests.map(({ headers }) => headers['idempotency-key']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe.each(['smarterPay', 'makePay'] as const)('%s', (type) => {
	const by = (avoidDuplicatesBy: string, more: INodeParameters = {}): INodeParameters => ({
		...createLinks(type),
		avoidDuplicatesBy,
		...more,
	});
	const linkCount = () => sandbox()[type].state.links.size;

	test('every item has a key of its own', async () => {
		await run(type, createLinks(type), orderRows(50));
		expect(new Set(keysOf(type)).size).toBe(50);
		expect(keysOf(type).every((key) => UUID.test(String(key)))).toBe(true);
	});

	test('equal rows are different orders: each has its own link', async () => {
		const result = await run(type, createLinks(type), new Array(10).fill({ order: 'the same' }));
		expect(result.main).toHaveLength(10);
		expect(linkCount()).toBe(10);
	});

	test('Avoid Duplicates By gives the key, also again after a lost answer', async () => {
		sandbox()[type].faults.add({ route: '*', kind: 'reset-after', times: 1 });
		await run(type, by('={{ $json.order }}'), orderRows(1));
		const [first, second] = keysOf(type);
		expect(first).toMatch(UUID);
		expect(second).toBe(first);
		expect(linkCount()).toBe(1);
	});

	test('what came back after a lost answer of this run counts as made by it', async () => {
		sandbox()[type].faults.add({ route: '*', kind: 'reset-after', times: 1 });
		const result = await run(type, by('={{ $json.order }}'), orderRows(1));
		expect(hintsOf(result).join()).toMatch(/1 payment link: .* in total/);
		expect(hintsOf(result).join()).not.toContain('had been sent before');
	});

	test('rows without a value are told, also where the column is misspelt, and in Check Only', async () => {
		const rows = [{ order: 'a' }, { order: '' }, { order: 'c' }];
		const fields = { title: 'x', additionalFields: {} };
		const some = await run(type, by('={{ $json.order }}', fields), rows);
		expect(hintsOf(some).join()).toContain('1 row has no value for Avoid Duplicates By');
		const checked = { ...fields, options: { checkOnly: true } };
		const none = await run(type, by('={{ $json.oder }}', checked), rows);
		expect(hintsOf(none).join()).toContain('3 rows have no value for Avoid Duplicates By');
		const unset = await run(type, by('', fields), rows);
		expect(hintsOf(unset).join()).not.toContain('Avoid Duplicates By');
	});

	test('an error says that running again does no harm where each row has a value', async () => {
		const titled = (name: string): INodeParameters => {
			const fields = type === 'makePay' ? { title: name } : { description: name };
			return by('={{ $json.order }}', { ...fields, options: { maxConcurrentRequests: 1 } });
		};
		await run(type, titled('of then'), [{ order: 'b' }]);
		const { executionError } = await run(type, titled('of now'), [{ order: 'a' }, { order: 'b' }]);
		expect(executionError?.description).toContain(
			'1 of 2 rows had been completed. Running again repeats them, which does no harm.',
		);
	});

	test('any text will do', async () => {
		const rows = ['1', 'INV 12/3', 'käse 🧀', 'a\tb', 'x'.repeat(1000)].map((order) => ({ order }));
		const parameters = by('={{ $json.order }}', { title: 'x', additionalFields: {} });
		const { main } = await run(type, parameters, rows);
		expect(main.map(itemOf)).toEqual([0, 1, 2, 3, 4]);
		expect(linkCount()).toBe(5);
	});

	test('a run started anew gives 100 rows the links of the first, also after a restart', async () => {
		const rows = orderRows(100, 'INV 2026/');
		const parameters = by('={{ $json.order }}');
		const { credentials } = sandbox()[type];
		const first = await run(type, parameters, rows, { execution: { id: 'first' } });
		expect(hintsOf(first).join()).not.toContain('Avoid Duplicates By');
		// Other modules, as in another process: nothing is remembered here.
		await jest.isolateModulesAsync(async () => {
			const { runNode } = jest.requireActual<typeof Harness>('../support/harness');
			const again = { type, parameters, items: rows, credentials, execution: { id: 'second' } };
			const second = await runNode(again);
			expect(jsonOf(second.main)).toEqual(jsonOf(first.main));
			const { name } = { smarterPay: { name: 'SmarterPay' }, makePay: { name: 'MakePay' } }[type];
			expect(hintsOf(second)).toContain(
				`Avoid Duplicates By: 100 rows had been sent before; ${name} gave back what it made then.`,
			);
			// What was given back is none of what this run made.
			expect(hintsOf(second).join()).not.toMatch(/in total/);
		});
		expect(keysOf(type)).toHaveLength(200);
		expect(linkCount()).toBe(100);
	}, 60_000);

	test('rows that are new in the second run get links of their own, in whatever order they come', async () => {
		const parameters = by('={{ $json.order }}');
		const first = await run(type, parameters, orderRows(3));
		const second = await run(type, parameters, orderRows(5).reverse());
		expect(second.main.map(orderOf)).toEqual([4, 3, 2, 1, 0].map((i) => `order_${i}`));
		expect(jsonOf(second.main).slice(2).reverse()).toEqual(jsonOf(first.main));
		expect(linkCount()).toBe(5);
	});

	test('the same value on two items is refused for the second before it is sent', async () => {
		const result = await run(type, by('one for all'), orderRows(3), {
			onError: 'continueErrorOutput',
		});
		expect(result.main.map(itemOf)).toEqual([0]);
		expect(result.error.map(itemOf)).toEqual([1, 2]);
		expect(result.error[0]!.json.error).toMatch(
			/Avoid Duplicates By "one for all" is the same as that of row 1/,
		);
		expect(linkCount()).toBe(1);
	});

	test('the same value with other fields is refused, and the row says why', async () => {
		const parameters = by('INV-1', { title: 'x', additionalFields: {} });
		await run(type, { ...parameters, amount: '100' });
		const { main, error } = await run(type, { ...parameters, amount: '200' }, [{}], {
			onError: 'continueErrorOutput',
		});
		expect(main).toEqual([]);
		expect(error[0]!.json).toMatchObject({
			details: { retriable: false },
			message: expect.stringMatching(
				/^What this row holds for Avoid Duplicates By was sent before, it seems with other fields/,
			),
		});
		expect(linkCount()).toBe(1);
	});

	test('where the provider gives back the link of then all the same, it is not handed out', async () => {
		const api = new KeyedLinks(type);
		standIn.answering = api.answer;
		const credentials = standIn.credentials(type);
		const parameters = by('INV-1');
		await run(type, parameters, [{ order: 'first' }], { credentials });
		const { main, error } = await run(type, parameters, [{ order: 'other' }], {
			credentials,
			onError: 'continueErrorOutput',
		});
		expect(main).toEqual([]);
		expect(error[0]!.json).toMatchObject({
			error: expect.stringMatching(/had done this before with other values/),
			message: expect.stringMatching(
				/^What this row holds for Avoid Duplicates By was sent before/,
			),
		});
	});

	test('a value that is empty for an item leaves the key to the node', async () => {
		const rows: IDataObject[] = [{ order: 'with-own-key' }, { order: '' }];
		const parameters = by('={{ $json.order }}', { title: 'x', additionalFields: {} });
		for (const id of ['first', 'second']) await run(type, parameters, rows, { execution: { id } });
		expect(new Set(keysOf(type)).size).toBe(3);
		expect(linkCount()).toBe(3);
	});

	test('in Map Automatically a column of its name serves as well, and is not sent', async () => {
		const mapped = { ...createLinks(type), dataMode: 'autoMapInputData' };
		const rows = orderRows(2).map((row) => ({ ...row, 'Avoid Duplicates By': row.order }));
		const first = await run(type, mapped, rows, { execution: { id: 'first' } });
		const second = await run(type, mapped, rows, { execution: { id: 'second' } });
		expect(jsonOf(second.main)).toEqual(jsonOf(first.main));
		expect(linkCount()).toBe(2);
		expect(hintsOf(first).join()).not.toMatch(/ignored/);
	});

	test('Check Only shows the key that would be sent', async () => {
		const parameters = by('={{ $json.order }}');
		const options = { ...(parameters.options as INodeParameters), checkOnly: true };
		const checked = await run(type, { ...parameters, options }, orderRows(2));
		expect(sandbox()[type].requests).toEqual([]);
		await run(type, parameters, orderRows(2));
		const shown = checked.main.map(({ json }) => (json.wouldSend as IDataObject).headers);
		expect(shown).toEqual(keysOf(type).map((key) => ({ 'Idempotency-Key': key })));
	});

	test('Reuse Open Link looks first; the key stands where there is no open link', async () => {
		const parameters = by('={{ $json.order }}');
		const options = { ...(parameters.options as INodeParameters), reuseOpenLink: true };
		const [first] = (await run(type, parameters, orderRows(1))).main;
		const asked = () => keysOf(type).filter((key) => key !== undefined).length;
		const reused = await run(type, { ...parameters, options }, orderRows(1));
		expect(reused.main[0]!.json.id).toBe(first!.json.id);
		expect(asked()).toBe(1);
		for (const link of sandbox()[type].state.links.values())
			Object.assign(link, { endedByHand: true, status: 'archived' });
		// Nothing is open any more: the provider repeats the answer of then, as it was then.
		const repeated = await run(type, { ...parameters, options }, orderRows(1));
		expect(repeated.main[0]!.json).toMatchObject({ id: first!.json.id, status: 'active' });
		expect(asked()).toBe(2);
		expect(linkCount()).toBe(1);
	});

	test('an agent that asks three times for the same gets one link', async () => {
		const parameters = by('INV-1', { title: 'x', additionalFields: {} });
		for (const id of ['a', 'a', 'b'])
			await run(type, parameters, [{}], { execution: { id }, asTool: true });
		expect(linkCount()).toBe(1);
	});
});

describe('SmarterPay', () => {
	const account = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'customerAccount',
		operation: 'create',
		email: '={{ $json.email }}',
		firstName: 'Sam',
		lastName: 'Ple',
		addressLine1: '74 Example Street',
		city: 'Exampleton',
		postalCode: 'EX1 1EX',
		avoidDuplicatesBy: '={{ $json.reference }}',
		...more,
	});
	const rows = Array.from({ length: 30 }, (_, i) => ({
		reference: `UK-${i}`,
		email: `uk${i}@example.com`,
	}));

	test('customer accounts of a run started anew are those of the first', async () => {
		const { customerAccounts } = sandbox().smarterPay.state;
		const before = customerAccounts.size;
		const [first, second] = [
			await run('smarterPay', account(), rows, { execution: { id: 'first' } }),
			await run('smarterPay', account(), rows, { execution: { id: 'second' } }),
		];
		expect(jsonOf(second.main)).toEqual(jsonOf(first.main));
		expect(customerAccounts.size - before).toBe(30);
	});

	test('the same value for an account and a link is two keys, whatever a provider counts keys by', async () => {
		const keys = new Set<unknown>();
		standIn.answering = ({ headers, path, body }) => {
			// One store of keys for all endpoints: a key that comes again is a mistake.
			if (keys.has(headers['idempotency-key'])) return { error: 'key in use' };
			keys.add(headers['idempotency-key']);
			const { Customer_Account, payment_link } = body as Record<string, object>;
			return path.endsWith('customeraccount')
				? { Customer_Account: { id: 'CA1', ...Customer_Account } }
				: { payment_link: { id: 'PL1', url: 'https://x', status: 'active', ...payment_link } };
		};
		const credentials = standIn.credentials('smarterPay');
		const avoidDuplicatesBy = 'UK-1';
		const made = await run('smarterPay', account({ avoidDuplicatesBy }), [rows[1]!], {
			credentials,
		});
		const link = { ...createLinks('smarterPay'), avoidDuplicatesBy };
		const linked = await run('smarterPay', link, orderRows(1), { credentials });
		expect([made, linked].map(({ main }) => main.length)).toEqual([1, 1]);
		expect(keys.size).toBe(2);
	});

	test('a refusal that SmarterPay has saved comes again, and the row says what to do', async () => {
		const page = [...sandbox().smarterPay.state.pages.values()].find((p) => !p.personalized)!;
		const parameters = {
			...createLinks('smarterPay'),
			ecommercePage: page.id,
			avoidDuplicatesBy: 'INV-7',
		};
		const onError = 'continueErrorOutput';
		await run('smarterPay', parameters, [{}], { onError });
		page.personalized = true;
		const { error } = await run('smarterPay', parameters, [{}], { onError });
		expect(error[0]!.json.message).toMatch(
			/SmarterPay had refused this row before, and repeats the answer of then to the same Avoid Duplicates By: once the cause is mended, give the row another value\.$/,
		);
		const another = { ...parameters, avoidDuplicatesBy: 'INV-7 again' };
		expect((await run('smarterPay', another)).main).toHaveLength(1);
	});
});

describe('MakePay, where a replay has no mark of its own', () => {
	const create = { ...createLinks('makePay'), avoidDuplicatesBy: '={{ $json.order }}' };
	const unmarked = (): KeyedLinks => {
		const api = new KeyedLinks('makePay');
		api.marksReplays = false;
		standIn.answering = api.answer;
		return api;
	};
	const GIVEN_BACK =
		'Avoid Duplicates By: 3 rows had been sent before; MakePay gave back what it made then.';

	test('links that are older than the request, with the status of a repetition, were given back', async () => {
		const api = unmarked();
		// An hour ago.
		api.behind = 3_600_000;
		const credentials = standIn.credentials('makePay');
		const first = await run('makePay', create, orderRows(3), { credentials });
		expect(hintsOf(first)).not.toContain(GIVEN_BACK);
		const second = await run('makePay', create, orderRows(3), { credentials });
		expect(jsonOf(second.main)).toEqual(jsonOf(first.main));
		expect(hintsOf(second)).toContain(GIVEN_BACK);
		expect(hintsOf(second).join()).not.toMatch(/in total/);
	});

	test('with other fields they are not handed out', async () => {
		unmarked().behind = 3_600_000;
		const credentials = standIn.credentials('makePay');
		await run('makePay', create, orderRows(1), { credentials });
		const { error } = await run('makePay', { ...create, title: 'Another' }, orderRows(1), {
			credentials,
			onError: 'continueErrorOutput',
		});
		expect(error[0]!.json.error).toMatch(/had done this before with other values/);
	});

	test('what was made just now counts as made, whatever its status', async () => {
		const api = unmarked();
		standIn.answering = (received, response) => {
			const writeHead = response.writeHead.bind(response);
			// A gateway that knows one status of success.
			response.writeHead = ((_: number, headers: Record<string, string>) =>
				writeHead(200, headers)) as typeof response.writeHead;
			return api.answer(received, response);
		};
		const credentials = standIn.credentials('makePay');
		const result = await run('makePay', create, orderRows(3), { credentials });
		expect(hintsOf(result)).not.toContain(GIVEN_BACK);
		expect(hintsOf(result).join()).toMatch(/3 payment links: .* in total/);
	});
});
