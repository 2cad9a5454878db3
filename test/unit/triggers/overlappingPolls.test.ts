// Polls of one trigger that overlap: n8n starts the next at its time, also while the last still waits for pages.
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { KwikTrigger } from '../../../nodes/Kwik/KwikTrigger.node';

/** A Kwik account whose answers the test gives one by one. */
class Account {
	private readonly waiting: Array<(customers: IDataObject[]) => void> = [];
	private readonly staticData: IDataObject = {};

	poll(mode = 'trigger'): Promise<INodeExecutionData[][] | null> {
		const context = {
			getNode: () => ({ id: 'node', name: 'Kwik Trigger', type: 'kwikTrigger' }),
			getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: true }),
			getMode: () => mode,
			getNodeParameter: () => ['customerCreated'],
			getWorkflowStaticData: () => this.staticData,
			getCredentials: async () => ({
				environment: 'custom',
				rootUrl: 'http://127.0.0.1:1',
				apiKey: 'key',
				apiSecret: 'secret',
			}),
			helpers: {
				httpRequestWithAuthentication: async () =>
					await new Promise((resolve) => {
						this.asked++;
						this.waiting.push((results) =>
							resolve({ statusCode: 200, headers: {}, body: { status: true, results } }),
						);
					}),
			},
		};
		return new KwikTrigger().poll.call(context as unknown as IPollFunctions);
	}

	/** Requests that were sent so far. */
	asked = 0;

	async untilAsked(count: number): Promise<void> {
		for (let turn = 0; turn < 1000 && this.asked < count; turn++) {
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
	}

	/** Answers the request that was sent last with customers of these ids. */
	answerLatest(...ids: string[]): void {
		const answer = this.waiting.pop();
		answer!(ids.map((id) => ({ id })));
	}
}

const idsOf = (output: INodeExecutionData[][] | null) =>
	(output?.[0] ?? []).map(({ json }) => json.id);

test('an older list that arrives after a newer one makes no customer come twice', async () => {
	const account = new Account();
	const baseline = account.poll();
	await account.untilAsked(1);
	account.answerLatest('a');
	await baseline;

	const slow = account.poll();
	await account.untilAsked(2);
	const quick = account.poll();
	// It may ask as well, or leave the turn to the first.
	await Promise.race([account.untilAsked(3), quick]);
	// The newer list has `b`; the older one was made before `b` and arrives after it.
	if (account.asked === 3) account.answerLatest('a', 'b');
	const told = idsOf(await quick);
	account.answerLatest('a');
	told.push(...idsOf(await slow));

	const asked = account.asked;
	const next = account.poll();
	await account.untilAsked(asked + 1);
	account.answerLatest('a', 'b');
	told.push(...idsOf(await next));
	expect(told).toEqual(['b']);
});

test('a test in the editor keeps no poll of the published workflow from its turn, nor the other way round', async () => {
	const account = new Account();
	const [tested, baseline] = [account.poll('manual'), account.poll()];
	await account.untilAsked(2);
	account.answerLatest('a');
	account.answerLatest('a');
	expect(idsOf(await tested)).toEqual(['a']);
	expect(await baseline).toBeNull();

	const [next, again, third] = [account.poll(), account.poll('manual'), account.poll('manual')];
	await account.untilAsked(5);
	for (let i = 0; i < 3; i++) account.answerLatest('a', 'b');
	expect(await Promise.all([next, again, third].map(async (poll) => idsOf(await poll)))).toEqual([
		...[['b'], ['b'], ['b']],
	]);
});
