// Requests and what becomes of each plan in them: refused records, lost answers, later tries, answers from before.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { upsert } from '../../../../nodes/Kwik/resources/customer/upsert';
import { smarterPay } from '../../../../nodes/SmarterPay/provider';
import { create as createLink } from '../../../../nodes/SmarterPay/resources/paymentLink/create';
import { failed } from '../../../../nodes/shared/contract/failure';
import { deliver } from '../../../../nodes/shared/deliver/deliver';
import { settleEarlier } from '../../../../nodes/shared/deliver/lost';
import type { Delivery } from '../../../../nodes/shared/deliver/parcel';
import { keyOf } from '../../../../nodes/shared/plan/identity';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import type { Plan } from '../../../../nodes/shared/plan/plan';
import { monotonic } from '../../../../nodes/shared/send/clock';
import { sendRepeatedly } from '../../../../nodes/shared/send/repeat';
import { deliveryTo, recordsOf } from '../../support/delivery';
import { answer, createPlans, failure, hints, lost, storedAt } from '../../support/fakeSender';

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ reference: `R${i}`, email: `${i}@x.org` }));
const good = (records: IDataObject[]) =>
	answer({
		status: true,
		results: records.map((record) => ({ id: `cus_${String(record.reference)}`, ...record })),
	});
/** The same with ids that begin with a word. */
const made = (word: string, request: ProviderRequest) =>
	good(recordsOf(request).map((row) => ({ id: `${word} ${String(row.reference)}`, ...row })));

describe('a batch with refused records', () => {
	const refusal = (records?: Array<{ record: IDataObject; fields: [] }>, more = {}) =>
		failed<never>(
			failure({
				effect: 'none',
				retriable: false,
				code: '005',
				...(records ? { records } : {}),
				...more,
			}),
		);

	test('goes again at once without them', async () => {
		const bad = ['R1', 'R3'];
		const { delivery, outcomes, requests } = deliveryTo((request) => {
			const refused = recordsOf(request).filter(({ reference }) => bad.includes(String(reference)));
			return refused.length
				? refusal(refused.map((record) => ({ record, fields: [] })))
				: good(recordsOf(request));
		});
		await deliver(delivery, createPlans(rows(5)));
		expect(outcomes().map((outcome) => outcome!.ok)).toEqual([true, false, true, false, true]);
		expect(requests.map((request) => recordsOf(request).length)).toEqual([5, 3]);
	});

	test('is halved where nothing can be mapped', async () => {
		const { delivery, outcomes, requests } = deliveryTo((request) =>
			recordsOf(request).some(({ reference }) => reference === 'R5')
				? refusal()
				: good(recordsOf(request)),
		);
		await deliver(delivery, createPlans(rows(8)));
		expect(outcomes().map((outcome) => outcome!.ok)).toEqual(rows(8).map((_, i) => i !== 5));
		expect(requests.length).toBeLessThanOrEqual(7);
		expect(delivery.batchSize).toBe(100);
	});

	test('a record that was not sent leads nowhere: the batch is halved', async () => {
		const { delivery, outcomes } = deliveryTo((request) =>
			recordsOf(request).length > 1
				? refusal([{ record: { reference: 'ANOTHER' }, fields: [] }])
				: good(recordsOf(request)),
		);
		await deliver(delivery, createPlans(rows(4)));
		expect(outcomes().every((outcome) => outcome!.ok)).toBe(true);
	});

	test('a refusal of the account fails all of them with one request', async () => {
		const { delivery, outcomes, requests } = deliveryTo(() => refusal([], { scope: 'account' }));
		await deliver(delivery, createPlans(rows(50)));
		expect(outcomes().filter((outcome) => !outcome!.ok)).toHaveLength(50);
		expect(requests).toHaveLength(1);
	});

	test('a size that was refused is not tried again', async () => {
		const { delivery } = deliveryTo((request) =>
			recordsOf(request).length > 30
				? refusal([], { scope: 'batchSize' })
				: good(recordsOf(request)),
		);
		await deliver(delivery, createPlans(rows(100)));
		expect(delivery.batchSize).toBe(25);
	});
});

describe('an answer that was lost', () => {
	test('what is found is done, what is missing is sent again, each plan settled once', async () => {
		const stored: IDataObject[] = [];
		const { delivery, ids, requests, sender } = deliveryTo((request, count) => {
			if (request.method === 'GET') return good(stored);
			if (count > 0) return made('late', request);
			stored.push(storedAt(recordsOf(request)[1]!, 'early', Date.now()));
			return lost();
		});
		await deliver(delivery, createPlans(rows(3)));
		expect(ids()).toEqual(['late R0', 'early', 'late R2']);
		expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
		expect(hints(sender.notes)).toContainEqual(
			expect.stringMatching(/^An answer of Kwik was lost: 1 record /),
		);
	});

	test('where nothing is found the hint does not speak of found records', async () => {
		const { delivery, sender } = deliveryTo((request, count) =>
			request.method === 'GET' ? good([]) : count === 0 ? lost() : good(recordsOf(request)),
		);
		await deliver(delivery, createPlans(rows(2)));
		expect(hints(sender.notes)).toEqual([expect.stringMatching(/^1 request to Kwik/)]);
	});

	test('and a look-up that fails as well: the items fail, called unknown and not retriable', async () => {
		const { delivery, outcomes } = deliveryTo(() => lost(), { maxRetries: 0 });
		await deliver(delivery, createPlans(rows(2)));
		for (const outcome of outcomes()) {
			expect(outcome).toMatchObject({
				failure: {
					effect: 'unknown',
					retriable: false,
					hint: expect.stringMatching(/is not known/),
				},
			});
		}
	});

	test('more often than Max Retries: the items fail, known to be missing', async () => {
		const { delivery, outcomes, requests } = deliveryTo(
			({ method }) => (method === 'GET' ? good([]) : lost()),
			{ maxRetries: 2 },
		);
		await deliver(delivery, createPlans(rows(2)));
		expect(outcomes()[0]).toMatchObject({ failure: { effect: 'none', retriable: true } });
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
	});
});

describe("a node's second try", () => {
	const MINUTE = 60_000;
	const open = (plans: Plan[], openSince: number) => plans.map((plan) => ({ ...plan, openSince }));
	const afterEarlier = async (delivery: Delivery, plans: Plan[], isRetry = false) =>
		await deliver(delivery, await settleEarlier(delivery, plans, isRetry));

	test('finds out first what the first try left open', async () => {
		const { delivery, ids, requests } = deliveryTo((request) =>
			request.method === 'GET'
				? good([storedAt(rows(1)[0]!, 'first try', Date.now() - MINUTE + 5000)])
				: good(recordsOf(request).map((record) => ({ id: 'second try', ...record }))),
		);
		await afterEarlier(delivery, open(createPlans(rows(2)), monotonic() - MINUTE));
		expect(ids()).toEqual(['first try', 'second try']);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('what may be repeated is just done again', async () => {
		const { delivery, ids, requests } = deliveryTo((request) =>
			good(recordsOf(request).map((record) => ({ id: 'x', ...record }))),
		);
		const [plan] = open(createPlans(rows(1)), monotonic());
		plan!.request = { ...plan!.request, path: '/1.0/customers/update' };
		plan!.repeat = 'safe';
		await afterEarlier(delivery, [plan!]);
		expect(requests.map(({ method }) => method)).toEqual(['POST']);
		expect(ids()).toEqual(['x']);
	});

	test('where a list decides, the list tells in its turn what the first try did', async () => {
		const operation = upsert;
		const { delivery, requests } = deliveryTo(() => good([]), { operation });
		const plans = open(createPlans(rows(2)), monotonic() - MINUTE).map((plan) => ({
			...plan,
			request: { ...plan.request, lookFor: { reference: String(plan.record!.reference) } },
		}));
		expect(await settleEarlier(delivery, plans, false)).toEqual(plans);
		expect(requests).toEqual([]);
	});

	test('a retry by hand says that what no key protects is done again', async () => {
		const operation = { ...create, reconcile: undefined };
		for (const isRetry of [true, false]) {
			const { delivery, sender } = deliveryTo((request) => made('again', request), { operation });
			const plans = createPlans(rows(2)).map((plan) => ({ ...plan, repeat: 'never' as const }));
			await afterEarlier(delivery, plans, isRetry);
			expect(hints(sender.notes)).toEqual(
				isRetry ? [expect.stringMatching(/^This execution is a retry: 2 rows were sent/)] : [],
			);
		}
	});

	test('what can neither be found out nor repeated fails, and nothing is sent', async () => {
		const operation = { ...create, reconcile: undefined };
		const { delivery, outcomes, requests } = deliveryTo(() => good([]), { operation });
		const [plan] = open(createPlans(rows(1)), monotonic());
		await afterEarlier(delivery, [{ ...plan!, repeat: 'never' }]);
		expect(outcomes()).toMatchObject([{ failure: { effect: 'unknown', retriable: false } }]);
		expect(requests).toEqual([]);
	});

	test('a retry by hand finds what the first execution made, however long ago; another has another fate', async () => {
		const [same, other, unclear, missing] = rows(4).map((row) => ({ ...row, company_name: 'X' }));
		const stored = [
			storedAt({ ...same! }, 'same', Date.now() - 1000 * MINUTE),
			storedAt({ ...other!, email: 'who@y.org', company_name: 'Y' }, 'other', Date.now()),
			storedAt({ ...unclear!, email: 'who@y.org' }, 'unclear', Date.now()),
		];
		const { delivery, outcomes, requests } = deliveryTo((request) =>
			request.method === 'GET' ? good(stored) : made('new', request),
		);
		await afterEarlier(delivery, createPlans([same!, other!, unclear!, missing!]), true);
		expect(outcomes()).toMatchObject([
			{ value: [{ id: 'same' }] },
			{ value: [{ id: 'new R1' }] },
			{ failure: { effect: 'unknown', message: expect.stringMatching(/same reference/) } },
			{ value: [{ id: 'new R3' }] },
		]);
		expect(requests[0]).toMatchObject({ method: 'GET', query: {} });
	});
});

test('a created record without an id is looked for: else another row could be given it', async () => {
	const [row] = rows(1);
	const { delivery, ids } = deliveryTo(({ method }) =>
		method === 'GET'
			? good([storedAt(row!, 'found', Date.now())])
			: answer({ status: true, results: [{ ...row }] }),
	);
	await deliver(delivery, createPlans([row!]));
	expect(ids()).toEqual(['found']);
});

test('a retry by hand that n8n tries again looks for what the first execution made once more', async () => {
	const [row] = rows(1).map((record) => ({ ...record, company_name: 'X' }));
	const old = storedAt({ ...row!, email: 'who@y.org' }, 'unclear', Date.now() - 1000 * 60_000);
	const { delivery, outcomes, requests } = deliveryTo(() => good([old]));
	const [plan] = createPlans([row!]);
	const toDo = await settleEarlier(delivery, [{ ...plan!, openSince: monotonic() }], true);
	expect(toDo).toEqual([]);
	expect(outcomes()).toMatchObject([{ failure: { effect: 'unknown' } }]);
	expect(requests.map(({ method }) => method)).toEqual(['GET']);
});

describe('an answer that the provider saved under the key', () => {
	const smarterPayLinks = { operation: createLink, provider: smarterPay };
	const link = {
		id: 'PL1',
		url: 'https://x',
		status: 'active',
		ecommerce_page: 'EP1',
		amount: '100',
	};
	const planOf = (more: Partial<Plan> = {}): Plan => ({
		itemIndex: 0,
		request: {
			method: 'POST',
			path: '/paymentlink',
			body: { payment_link: { ecommerce_page: 'EP1', amount: '100' } },
		},
		limit: undefined,
		output: 'raw',
		record: undefined,
		repeat: 'keyed',
		effectId: 'e',
		round: 0,
		...more,
	});
	const replayed = { 'idempotency-replay': 'true' };
	afterEach(() => jest.useRealTimers());

	test('a saved failure is looked up from the first try on: no second link', async () => {
		const made = new Date(Date.now() - 9500).toISOString().slice(0, 19).replace('T', ' ');
		const { delivery, ids, requests } = deliveryTo(
			(request) =>
				request.method === 'GET'
					? answer(
							{ payment_links: [{ ...link, created_at: made }] },
							{ date: new Date().toUTCString() },
						)
					: request.idempotencyKey === keyOf('e', 0)
						? lost({ httpCode: 503, replayed: true })
						: answer({ payment_link: { ...link, id: 'PL2' } }),
			smarterPayLinks,
		);
		await deliver(delivery, [planOf({ openSince: monotonic() - 10_000 })]);
		expect(ids()).toEqual(['PL1']);
		expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	test('a saved failure without effect, from before: one look, and another key gets further', async () => {
		const { delivery, ids, requests } = deliveryTo(
			(request) =>
				request.method === 'GET'
					? answer({ payment_links: [] }, { date: new Date().toUTCString() })
					: request.idempotencyKey === keyOf('e', 0)
						? lost({ httpCode: 503, replayed: true })
						: answer({ payment_link: link }),
			smarterPayLinks,
		);
		await deliver(delivery, [planOf()]);
		expect(ids()).toEqual(['PL1']);
		expect(requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
			keyOf('e', 0),
			undefined,
			keyOf('e', 1),
		]);
	});

	/** A list that shows after so many milliseconds the link that a saved server error hides. */
	const hiddenFor = (milliseconds: number) => {
		jest.useFakeTimers();
		const shownAt = Date.now() + milliseconds;
		const made = new Date().toISOString().slice(0, 19).replace('T', ' ');
		const shown = () => (Date.now() < shownAt ? [] : [{ ...link, created_at: made }]);
		const keys: unknown[] = [];
		const run = deliveryTo(({ method, idempotencyKey }) => {
			if (method === 'GET')
				return answer({ payment_links: shown() }, { date: new Date().toUTCString() });
			const replay = keys.includes(idempotencyKey) ? { replayed: true } : {};
			keys.push(idempotencyKey);
			return idempotencyKey === keyOf('e', 0)
				? lost({ httpCode: 500, ...replay })
				: answer({ payment_link: { ...link, id: 'a second one' } });
		}, smarterPayLinks);
		/** Carries out the plan, and lets the time go by. */
		const after = async (time: number, then: () => void = () => {}, more?: Partial<Plan>) => {
			const delivered = deliver(run.delivery, [planOf(more)]);
			await jest.advanceTimersByTimeAsync(time);
			then();
			await jest.advanceTimersByTimeAsync(30_000);
			await delivered;
		};
		const looks = () => run.requests.filter(({ method }) => method === 'GET').length;
		return { ...run, keys, looks, after };
	};

	test.each([0, 300, 3000, 3900])(
		'a link that the list shows %d ms late is waited for: no second one',
		async (late) => {
			for (const openFor of [undefined, 5000]) {
				const { ids, keys, looks, after } = hiddenFor(late);
				const earlier = openFor === undefined ? {} : { openSince: monotonic() - openFor };
				await after(0, undefined, earlier);
				expect(ids()).toEqual(['PL1']);
				expect(new Set(keys).size).toBe(1);
				expect(looks()).toBeLessThanOrEqual(3);
			}
		},
	);

	test('one that is never shown was not made: another key, after three looks', async () => {
		const { ids, keys, looks, after } = hiddenFor(Infinity);
		await after(0);
		expect(ids()).toEqual(['a second one']);
		expect(keys).toEqual([keyOf('e', 0), keyOf('e', 0), keyOf('e', 1)]);
		expect(looks()).toBe(3);
	});

	test('where the time does not suffice to wait for it, nobody knows, and nothing is sent', async () => {
		const { delivery, outcomes, keys, after } = hiddenFor(300_000);
		const { connection } = delivery.sender;
		const { send } = connection;
		// Two minutes are nearly over by the time the error comes again.
		connection.send = async (request) => {
			if (request.method === 'POST') await new Promise((go) => setTimeout(go, 58_000));
			return await send(request);
		};
		await after(120_000);
		expect(outcomes()).toMatchObject([{ failure: { effect: 'unknown', retriable: false } }]);
		expect(new Set(keys).size).toBe(1);
	});

	test('a run that is cancelled meanwhile sends nothing more, and nobody knows', async () => {
		const { outcomes, keys, looks, after, cancel } = hiddenFor(3000);
		await after(1500, cancel);
		expect(outcomes()).toMatchObject([{ failure: { effect: 'unknown' } }]);
		expect(new Set(keys).size).toBe(1);
		expect(looks()).toBeLessThan(3);
	});

	test('a saved refusal: what was mended meanwhile is sent under another key', async () => {
		const refused = failure({ effect: 'none', retriable: false, httpCode: 400, replayed: true });
		const { delivery, ids, requests } = deliveryTo(
			(request) =>
				request.idempotencyKey === keyOf('e', 0) ? failed(refused) : answer({ payment_link: link }),
			smarterPayLinks,
		);
		await deliver(delivery, [planOf()]);
		expect(ids()).toEqual(['PL1']);
		expect(requests).toHaveLength(2);
	});

	test("but a saved refusal under the user's own key stays", async () => {
		const refused = failure({ effect: 'none', retriable: false, httpCode: 400, replayed: true });
		const { delivery, outcomes, requests } = deliveryTo(() => failed(refused), smarterPayLinks);
		await deliver(delivery, [planOf({ chosenKey: 'mine' })]);
		expect(outcomes()).toMatchObject([{ failure: { httpCode: 400 } }]);
		expect(requests).toHaveLength(1);
	});

	test('a link made before with other terms is not handed out as this one', async () => {
		const { delivery, outcomes } = deliveryTo(
			() => answer({ payment_link: { ...link, amount: '999' } }, replayed),
			smarterPayLinks,
		);
		await deliver(delivery, [planOf()]);
		expect(outcomes()).toMatchObject([
			{ failure: { effect: 'none', fields: [{ field: 'amount' }] } },
		]);
	});

	test('one with the same terms is, however they are written', async () => {
		const { delivery, ids } = deliveryTo(
			() => answer({ payment_link: { ...link, amount: 100, description: null } }, replayed),
			smarterPayLinks,
		);
		await deliver(delivery, [planOf()]);
		expect(ids()).toEqual(['PL1']);
	});
});

test('once the run is stopped nothing more of a batch is sent', async () => {
	const { delivery, requests, sender } = deliveryTo(
		() => failed(failure({ effect: 'none', retriable: false, records: [] })),
		{ continues: false },
	);
	await deliver(delivery, createPlans(rows(1)));
	await deliver(delivery, createPlans(rows(8)));
	expect(requests).toHaveLength(1);
	expect(await sendRepeatedly(sender, requests[0]!, 'never')).toMatchObject({ ok: false });
	expect(requests).toHaveLength(1);
});
