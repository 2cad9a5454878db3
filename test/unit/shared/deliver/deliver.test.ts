// Requests and what becomes of each plan in them: refused records, lost answers, later tries.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { create as createLink } from '../../../../nodes/SmarterPay/resources/paymentLink/create';
import { deliver } from '../../../../nodes/shared/deliver/deliver';
import type { Delivery } from '../../../../nodes/shared/deliver/parcel';
import { failed, type Outcome } from '../../../../nodes/shared/contract/failure';
import type { Operation } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import type { Plan } from '../../../../nodes/shared/plan/plan';
import { Reconciler } from '../../../../nodes/shared/deliver/reconcile';
import { sendRepeatedly } from '../../../../nodes/shared/send/repeat';
import {
	answer,
	createPlans,
	failure,
	fakeSender,
	hints,
	lost,
	storedAt,
	type Answer,
} from '../../support/fakeSender';

const recordsOf = ({ body }: ProviderRequest) => body!.records as IDataObject[];
const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ reference: `R${i}`, email: `${i}@x.org` }));
const good = (records: IDataObject[]) => answer({ status: true, results: records });

/** Delivers plans to a provider; what became of each is in `outcomes`. */
function deliveryTo(
	provide: (request: ProviderRequest, count: number) => Answer | Promise<Answer>,
	{ operation = create, maxRetries = 4 }: { operation?: Operation; maxRetries?: number } = {},
) {
	const fake = fakeSender(provide, { maxRetries });
	const outcomes: Array<Outcome<IDataObject[]>> = [];
	const delivery: Delivery = {
		operation,
		sender: fake.sender,
		reconciler: operation.reconcile && new Reconciler(fake.sender, operation.reconcile),
		batchSize: 100,
		stopped: () => false,
		settle: (plan, outcome) => {
			expect(outcomes[plan.itemIndex]).toBeUndefined();
			outcomes[plan.itemIndex] = outcome;
		},
	};
	const ids = () => outcomes.map((outcome) => (outcome.ok ? outcome.value[0]!.id : undefined));
	return { ...fake, delivery, outcomes, ids };
}

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
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true, false, true]);
		expect(requests.map((request) => recordsOf(request).length)).toEqual([5, 3]);
	});

	test('is halved where nothing can be mapped', async () => {
		const { delivery, outcomes, requests } = deliveryTo((request) =>
			recordsOf(request).some(({ reference }) => reference === 'R5')
				? refusal()
				: good(recordsOf(request)),
		);
		await deliver(delivery, createPlans(rows(8)));
		expect(outcomes.map(({ ok }) => ok)).toEqual(rows(8).map((_, i) => i !== 5));
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
		expect(outcomes.every(({ ok }) => ok)).toBe(true);
	});

	test('a refusal of the account fails all of them with one request', async () => {
		const { delivery, outcomes, requests } = deliveryTo(() => refusal([], { scope: 'account' }));
		await deliver(delivery, createPlans(rows(50)));
		expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(50);
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
			if (count > 0) return good(recordsOf(request).map((record) => ({ id: 'late', ...record })));
			stored.push(storedAt(recordsOf(request)[1]!, 'early', Date.now()));
			return lost();
		});
		await deliver(delivery, createPlans(rows(3)));
		expect(ids()).toEqual(['late', 'early', 'late']);
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
		for (const outcome of outcomes) {
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
		expect(outcomes[0]).toMatchObject({ failure: { effect: 'none', retriable: true } });
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
	});
});

describe("a node's second try", () => {
	const open = (plans: Plan[], openSince: number) => plans.map((plan) => ({ ...plan, openSince }));

	test('looks up first what the first try left open', async () => {
		const since = Date.now() - 60_000;
		const { delivery, ids, requests } = deliveryTo((request) =>
			request.method === 'GET'
				? good([storedAt(rows(1)[0]!, 'first try', since + 1000)])
				: good(recordsOf(request).map((record) => ({ id: 'second try', ...record }))),
		);
		await deliver(delivery, open(createPlans(rows(2)), since));
		expect(ids()).toEqual(['first try', 'second try']);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('what may be repeated is just done again', async () => {
		const { delivery, ids, requests } = deliveryTo((request) =>
			good(recordsOf(request).map((record) => ({ id: 'x', ...record }))),
		);
		const [plan] = open(createPlans(rows(1)), Date.now());
		plan!.request = { ...plan!.request, path: '/1.0/customers/update' };
		plan!.repeat = 'safe';
		await deliver(delivery, [plan!]);
		expect(requests.map(({ method }) => method)).toEqual(['POST']);
		expect(ids()).toEqual(['x']);
	});

	test('a saved failure is looked up from the first try on: no second link', async () => {
		const since = Date.now() - 10_000;
		const made = new Date(since + 500).toISOString().slice(0, 19).replace('T', ' ');
		const link = {
			id: 'PL1',
			url: 'https://x',
			status: 'active',
			ecommerce_page: 'EP1',
			created_at: made,
		};
		const plan: Plan = {
			itemIndex: 0,
			request: {
				method: 'POST',
				path: '/paymentlink',
				body: { payment_link: { ecommerce_page: 'EP1' } },
			},
			limit: undefined,
			simplify: false,
			record: undefined,
			repeat: 'keyed',
			effectId: 'e',
			openSince: since,
			idempotency: { key: (round) => `key ${round}`, chosenByUser: false },
		};
		const { delivery, ids, requests } = deliveryTo(
			(request) =>
				request.method === 'GET'
					? answer({ payment_links: [link] }, { date: new Date().toUTCString() })
					: request.idempotencyKey === 'key 0'
						? lost({ httpCode: 503, replayed: true })
						: answer({ payment_link: { ...link, id: 'PL2' } }),
			{ operation: createLink },
		);
		await deliver(delivery, [plan]);
		expect(ids()).toEqual(['PL1']);
		expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});
});

test('once the run is stopped nothing more of a batch is sent', async () => {
	const { delivery, requests, sender } = deliveryTo(() =>
		failed(failure({ effect: 'none', retriable: false })),
	);
	delivery.stopped = () => requests.length > 0;
	await deliver(delivery, createPlans(rows(8)));
	expect(requests).toHaveLength(1);
	expect(await sendRepeatedly(sender, requests[0]!, 'never')).toMatchObject({ ok: false });
});
