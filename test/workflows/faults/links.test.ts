// Payment links under every kind of fault: one link for each row, never two.
import {
	createLinks,
	everyNth,
	expectOneForEach,
	hintsOf,
	itemOf,
	orderOf,
	orderRows,
	ownPace,
	PASSING_KINDS,
	quickenClock,
	repeated,
	shortenWaits,
} from '../support/rows';
import { byId, jsonOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
shortenWaits();
quickenClock();
jest.setTimeout(30_000);

const ROUTES = { smarterPay: 'POST /paymentlink', makePay: 'POST /payment-links' };
const rows = orderRows(100);

/** The orders that have a link, once for each link. */
function stored(type: 'smarterPay' | 'makePay'): unknown[] {
	return type === 'smarterPay'
		? [...sandbox().smarterPay.state.links.values()].map(({ sent }) => sent.metadata)
		: [...sandbox().makePay.state.links.values()].map(({ payload }) => payload.orderId);
}

describe.each(['smarterPay', 'makePay'] as const)('%s', (type) => {
	const kinds: Array<[string, object]> = PASSING_KINDS.map((kind) => [kind, {}]);
	test.each([...kinds, ['hang', { effect: true }] as [string, object]])(
		'"%s" on every fifth request %j: 100 rows give 100 links and 100 outputs in order',
		async (kind, more) => {
			const rule = everyNth(kind as (typeof PASSING_KINDS)[number], ROUTES[type], 5);
			const fault = sandbox()[type].faults.add({ ...rule, ...more });
			const result = await run(type, createLinks(type, { timeout: 1000 }), rows, {
				credentials: ownPace(sandbox()[type].credentials),
			});
			expectOneForEach(result, rows);
			expect(result.main.map(orderOf)).toEqual(rows.map(({ order }) => order));
			expect(stored(type)).toHaveLength(100);
			expect(repeated(stored(type))).toEqual([]);
			expect(fault.struck).toBeGreaterThanOrEqual(20);
			if (kind !== 'slow') expect(hintsOf(result).length).toBeGreaterThan(0);
		},
	);

	test('"refused-ok" on every fifth request is a refusal: 80 links, and 20 items fail', async () => {
		sandbox()[type].faults.add({ route: ROUTES[type], kind: 'refused-ok', every: 5 });
		const result = await run(type, createLinks(type), rows, { onError: 'continueErrorOutput' });
		expect(result.error).toHaveLength(20);
		expect(result.main.map(orderOf)).toEqual(result.main.map((item) => rows[itemOf(item)]!.order));
		expect([...stored(type)].sort()).toEqual(result.main.map(orderOf).sort());
		for (const { json } of result.error) {
			expect(json.details).toMatchObject({ retriable: false });
			expect(json.error).toMatch(/refused/);
		}
	});
});

describe('a server error that SmarterPay saved under the key', () => {
	const saved = { kind: 'error-json', savedFailure: true } as const;

	test('is got past by a look-up and another key: 20 rows give 20 links', async () => {
		sandbox().smarterPay.faults.add({
			...everyNth('error-json', ROUTES.smarterPay, 3),
			...saved,
		});
		const result = await run('smarterPay', createLinks('smarterPay'), rows.slice(0, 20));
		expectOneForEach(result, rows.slice(0, 20));
		expect(result.main.map(orderOf)).toEqual(rows.slice(0, 20).map(({ order }) => order));
		expect(stored('smarterPay')).toHaveLength(20);
		expect(repeated(stored('smarterPay'))).toEqual([]);
	});

	test('is asked for again once under the same key, then looked up three times, then sent with another', async () => {
		sandbox().smarterPay.faults.add({ route: ROUTES.smarterPay, ...saved, times: 1 });
		await run('smarterPay', createLinks('smarterPay'), rows.slice(0, 1));
		const { requests } = sandbox().smarterPay;
		expect(requests.map(({ method, status, replayed }) => [method, status, replayed])).toEqual([
			['POST', 500, undefined],
			['POST', 500, true],
			...new Array(3).fill(['GET', 200, undefined]),
			['POST', 200, undefined],
		]);
		const keys = requests.map(({ headers }) => headers['idempotency-key']);
		expect(keys[0]).toBe(keys[1]);
		expect(keys.at(-1)).not.toBe(keys[0]);
	});

	test('where the user says what tells the row from others it fails: no other key is made up', async () => {
		sandbox().smarterPay.faults.add({ route: ROUTES.smarterPay, ...saved, times: 1 });
		const parameters = { ...createLinks('smarterPay'), avoidDuplicatesBy: 'order 7' };
		const result = await run('smarterPay', parameters, rows.slice(0, 1), {
			onError: 'continueErrorOutput',
		});
		expect(result.error).toHaveLength(1);
		expect(stored('smarterPay')).toEqual([]);
		const keys = sandbox().smarterPay.requests.map(({ headers }) => headers['idempotency-key']);
		expect(keys.length).toBeGreaterThan(1);
		expect(new Set(keys).size).toBe(1);
	});
});

test('archiving a MakePay link whose answer was lost is done once and succeeds', async () => {
	const [link] = sandbox().makePay.state.seedLinks(1);
	sandbox().makePay.faults.add({
		route: 'PATCH /payment-links/:uid',
		kind: 'reset-after',
		times: 1,
	});
	const result = await run('makePay', {
		resource: 'paymentLink',
		operation: 'update',
		paymentLinkId: byId(link!.uid),
		updateFields: { status: 'archived' },
	});
	expect(result.executionError).toBeUndefined();
	expect(jsonOf(result.main)[0]).toMatchObject({ status: 'archived' });
});
