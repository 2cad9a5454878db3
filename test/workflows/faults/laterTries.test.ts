// A later try of a node (Retry On Fail) knows what the one before did, though by then the row or the node is wrong.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../support/harness';
import { KeyedLinks } from '../support/keyedStandIn';
import { KwikCustomers } from '../support/kwikStandIn';
import { createCustomers, customerRows, FAST, shortenWaits } from '../support/rows';
import { reset, useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const ON_ERROR = ['stopWorkflow', 'continueRegularOutput'] as const;

/** What was told of the only row, in either mode. */
const toldOf = ({ executionError, main }: Awaited<ReturnType<typeof runNode>>) =>
	executionError
		? `${executionError.message} ${String(executionError.description)}`
		: `${String(main[0]!.json.error)} ${String(main[0]!.json.message)}`;

describe.each(ON_ERROR)('%s: the first try was carried out, and its answer is lost', (onError) => {
	/** How many requests there are until the row or the node is wrong. */
	const after = (count: number) => ({
		get: (good: unknown, bad: unknown) => (standIn.requests.length >= count ? bad : good),
	});

	test.each<[string, (late: ReturnType<typeof after>) => IDataObject]>([
		[
			'the row has no valid email any more',
			(late) => ({ email: () => late.get('a@b.co', 'none') }),
		],
		['an option is out of range', (late) => ({ timeout: () => late.get(30_000, 5) })],
	])('Kwik: where %s, nobody says that nothing was sent', async (_name, changing) => {
		const customers = new KwikCustomers();
		standIn.answering = (request, response) => {
			if (request.method === 'GET') return write(response, 400, { status: false });
			customers.carryOut(request);
			return reset(response);
		};
		const late = after(2);
		const values = changing(late);
		const [row] = customerRows(1);
		const item: IDataObject = { ...row!, timeout: 30_000 };
		for (const [name, value] of Object.entries(values))
			Object.defineProperty(item, name, { get: value as () => unknown, enumerable: true });
		const result = await runNode({
			type: 'kwik',
			parameters: createCustomers({ maxRetries: 0, timeout: '={{ $json.timeout }}' }),
			items: [item],
			credentials: standIn.credentials('kwik'),
			onError,
			settings,
		});
		expect(customers.stored).toHaveLength(1);
		expect(toldOf(result)).toMatch(/Whether Kwik carried it out is not known/);
		expect(toldOf(result)).not.toMatch(/[Nn]othing was sent/);
	});
});

test('MakePay: a row that is wrong by the second try gets the link that the first one made', async () => {
	const api = new KeyedLinks('makePay');
	let lost = 0;
	standIn.answering = (request, response) => {
		if (lost++ > 0) return api.answer(request, response);
		api.answer(request, { writeHead: () => {}, end: () => {} } as never);
		return reset(response);
	};
	const item: IDataObject = {};
	Object.defineProperty(item, 'email', {
		get: () => (standIn.requests.length > 0 ? 'none' : 'a@b.co'),
		enumerable: true,
	});
	const { main } = await runNode({
		type: 'makePay',
		parameters: {
			resource: 'paymentLink',
			operation: 'create',
			title: 'x',
			amount: '5',
			customerEmail: '={{ $json.email }}',
			options: { ...FAST, maxRetries: 0 },
		},
		items: [item],
		credentials: standIn.credentials('makePay'),
		onError: 'continueRegularOutput',
		settings,
	});
	expect(api.links).toHaveLength(1);
	expect(main[0]!.json.id).toBe('link_1');
});

test.each(['', 'none', {}])(
	'a record whose field "error" is %j makes n8n try again: nothing is done twice',
	async (error) => {
		const execute = async (more: Partial<NodeRunOptions> & { parameters: INodeParameters }) =>
			await runNode({
				type: 'kwik',
				items: customerRows(2),
				credentials: standIn.credentials('kwik'),
				settings,
				...more,
			});
		for (const onError of ON_ERROR) {
			const customers = new KwikCustomers();
			standIn.answering = (request) => {
				const answer = customers.carryOut(request);
				const results = (answer.results as IDataObject[]).map((one) => ({ ...one, error }));
				return { ...answer, results };
			};
			await execute({ parameters: createCustomers({ ...FAST }), onError });
			expect(customers.counts).toEqual({ CLN0: 1, CLN1: 1 });
		}
	},
);
