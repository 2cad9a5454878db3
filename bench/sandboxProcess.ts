// The sandbox in a process of its own, told by messages what to be and asked what it saw.
import { startSandbox, type ApiRequest, type Sandbox } from '../sandbox';
import type { Answer, Commands, Question, SandboxSetup, Tally, TallyRequest } from './messages';

type Carriers = {
	[Name in keyof Commands]: (argument: Commands[Name]['argument']) => Commands[Name]['result'];
};

function carriersOf(sandbox: Sandbox): Carriers {
	return {
		credentials: () => ({
			kwik: sandbox.kwik.credentials,
			smarterPay: sandbox.smarterPay.credentials,
			makePay: sandbox.makePay.credentials,
		}),
		prepare: (setup) => prepare(sandbox, setup),
		tally: (request) => tally(sandbox, request),
		linkRequests: () =>
			sandbox.kwik.requests.flatMap(({ path, body, receivedAt, status }) =>
				path.endsWith('/customer-portal/link')
					? { customerId: (body as { customer_id: string }).customer_id, receivedAt, status }
					: [],
			),
	};
}

function prepare(sandbox: Sandbox, { provider, latencyMs, rateLimit, seed }: SandboxSetup) {
	sandbox.reset();
	const { kwik, smarterPay, makePay } = sandbox;
	const target = sandbox[provider];
	target.latencyMs = latencyMs;
	target.rateLimit = rateLimit;
	if (!seed) return [];
	if (seed.kind === 'links') return smarterPay.state.seedLinks(seed.count).map(({ id }) => id);
	return provider === 'kwik'
		? kwik.state.seedCustomers(seed.count).map(({ id }) => id)
		: makePay.state.seedCustomers(seed.count).map(({ uid }) => uid);
}

function tally(sandbox: Sandbox, { provider, effects, expected }: TallyRequest): Tally {
	const { requests } = sandbox[provider];
	const accepted = requests.filter(({ status }) => status === 200);
	const keys = effectKeys(sandbox, provider, effects, accepted);
	const present = new Set(keys);
	const [first, last] = [accepted[0], accepted.at(-1)];
	const seconds = first && last ? (last.receivedAt - first.receivedAt) / 1000 : 0;
	return {
		requests: requests.length,
		refused: requests.filter(({ status }) => status === 429).length,
		perSecond: seconds > 0 ? (accepted.length - 1) / seconds : 0,
		maxInFlight: requests.reduce((most, { inFlight }) => Math.max(most, inFlight), 0),
		stored: keys.length,
		duplicates: keys.length - present.size,
		missing: expected.filter((key) => !present.has(key)).length,
	};
}

function effectKeys(
	{ kwik }: Sandbox,
	provider: TallyRequest['provider'],
	effects: TallyRequest['effects'],
	accepted: ApiRequest[],
): string[] {
	if (effects === 'none') return [];
	if (effects === 'customers') {
		return [...kwik.state.customers.values()].map(({ reference }) => reference);
	}
	// MakePay signs its portal links and stores none: what it answered is what there is.
	return provider === 'kwik'
		? [...kwik.state.portalLinks.values()].map(({ customerId }) => customerId)
		: accepted.map(({ path }) => path.split('/').at(-2)!);
}

async function main(): Promise<void> {
	const sandbox = await startSandbox();
	const carriers = carriersOf(sandbox);
	process.on('message', ({ id, command, argument }: Question) => {
		const answer: Answer = { id };
		try {
			answer.result = (carriers[command] as (argument: unknown) => unknown)(argument);
		} catch (error) {
			answer.error = (error as Error).message;
		}
		process.send!(answer);
	});
	// Whoever started this is gone.
	process.on('disconnect', () => process.exit(0));
	process.send!({ id: 0 } satisfies Answer);
}

void main();
