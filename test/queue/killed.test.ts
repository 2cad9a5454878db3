// A worker of the queue mode dies in the middle of billing runs at all three providers, and an operator retries them.
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { storeCredentials } from '../../demo/demonstration';
import {
	BILLING,
	billingRows,
	billingRun,
	outcomeOf,
	type BillingRow,
	type ProviderName,
} from '../../demo/queue/billing';
import { repair } from '../../demo/queue/operator';
import type { Queue } from '../../host/queue/queue';
import { startSandbox, type Sandbox } from '../../sandbox';

jest.setTimeout(300_000);

const { client, workers, workersOf, webhookUrl } = (
	globalThis as typeof globalThis & { queue: Queue }
).queue;
const PROVIDERS: ProviderName[] = ['kwik', 'smarterPay', 'makePay'];
const [RUNS, ROWS] = [6, 50];

/** What each provider is asked for when the worker dies: Kwik, which takes no keys, for customers. */
const STAGE = { kwik: 'customers', smarterPay: 'links', makePay: 'links' } as const;
/** How many records are made before that goes unanswered. */
const ANSWERED = 10;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
	await storeCredentials(client, sandbox);
});
afterAll(async () => await sandbox?.stop());

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!(await condition())) {
		if (Date.now() > deadline) throw new Error(`It did not come to pass: ${what}`);
		await pause(50);
	}
}

/** From the tenth record on the worker does not learn what it has made, for as long as it waits. */
function holdUp(provider: ProviderName): void {
	const { routes, customersIn, linksIn } = BILLING[provider];
	const stage = STAGE[provider];
	const made = { customers: customersIn, links: linksIn }[stage];
	const when = () => made(sandbox).filter(Boolean).length >= ANSWERED;
	sandbox[provider].faults.add({ route: routes[stage], kind: 'hang', effect: true, when });
}

/** A published workflow, and where its webhook listens. Kwik's customers go in batches that have a middle. */
async function publish(provider: ProviderName): Promise<{ id: string; path: string }> {
	const patient = { timeout: 300_000 };
	const batches = { ...patient, batchSize: ANSWERED, maxConcurrentRequests: 2 };
	const file = billingRun(provider, {
		customers: { options: provider === 'kwik' ? batches : patient },
		links: { options: patient },
	});
	const { id } = await client.importWorkflow(file);
	await client.activate(id);
	return { id, path: file.path };
}

interface Run {
	provider: ProviderName;
	rows: BillingRow[];
	worker: string;
}

/** Starts an execution and waits until a worker has taken it. */
async function start(
	{ id, path }: { id: string; path: string },
	provider: ProviderName,
	mark: string,
): Promise<Run> {
	const rows = billingRows(mark, ROWS);
	const earlier = (await client.executions(id)).length;
	await axios.post(`${webhookUrl}/webhook/${path}`, { rows }, { proxy: false });
	let worker: string | undefined;
	await until(async () => {
		const executions = await client.executions(id);
		if (executions.length > earlier) [worker] = workersOf(executions[0]!.id);
		return worker !== undefined;
	}, `a worker takes ${mark}`);
	return { provider, rows, worker: worker! };
}

/** Whether a run waits for an answer that does not come. */
function isHeldUp({ provider, rows }: Run): boolean {
	const path = BILLING[provider].routes[STAGE[provider]].split(' ')[1]!;
	const mark = rows[0]!.id.slice(0, -1);
	return sandbox[provider].requests.some(
		(request) =>
			request.fault === 'hang' && request.path.endsWith(path) && request.rawBody.includes(mark),
	);
}

test('one of two workers is killed and comes back: nothing is lost, nothing doubled', async () => {
	PROVIDERS.forEach(holdUp);
	const flows = {
		kwik: await publish('kwik'),
		smarterPay: await publish('smarterPay'),
		makePay: await publish('makePay'),
	};
	const runs: Run[] = [];
	const begin = async (provider: ProviderName) => {
		const run = await start(flows[provider], provider, `${provider}${runs.length}`);
		runs.push(run);
		return run;
	};
	// Which worker takes an execution is up to Redis; the one that is killed is to have one of each provider.
	const { worker: victim } = await begin('kwik');
	const ofVictim = () => runs.filter(({ worker }) => worker === victim);
	for (const wanted of PROVIDERS) {
		while (!ofVictim().some(({ provider }) => provider === wanted)) {
			expect(runs.length).toBeLessThan(2 * RUNS);
			await begin(wanted);
		}
	}
	while (runs.length < RUNS) await begin(PROVIDERS[runs.length % PROVIDERS.length]!);
	await until(() => ofVictim().every(isHeldUp), 'all executions of the worker are in the middle');

	const worker = workers.find(({ name }) => name === victim)!;
	const cutOff = await worker.kill();
	expect(cutOff).toHaveLength(ofVictim().length);
	for (const provider of PROVIDERS) {
		// The other worker's requests fail at last, and it finds out what they did.
		sandbox[provider].faults.clear();
		sandbox[provider].app.server.closeAllConnections();
		const rows = runs.flatMap((run) => (run.provider === provider ? run.rows : []));
		expect(outcomeOf(sandbox, provider, rows).lost).not.toEqual([]);
	}
	await worker.process.start();
	const repaired = await Promise.all(
		PROVIDERS.map(async (provider) => {
			const sent = runs.filter((run) => run.provider === provider).length;
			const sendAgain = async (nth: number) => {
				throw new Error(`execution ${nth} of ${provider} was never begun`);
			};
			return await repair(client, { workflowId: flows[provider].id, sent, cutOff, sendAgain });
		}),
	);
	expect(repaired.flatMap(({ problems }) => problems)).toEqual([]);
	expect(repaired.reduce((sum, { retried }) => sum + retried, 0)).toBe(cutOff.length);

	for (const { provider, rows } of runs) {
		const { again: _, ...outcome } = outcomeOf(sandbox, provider, rows);
		const good = { customers: ROWS, links: ROWS, lost: [], doubled: [] };
		expect({ provider, ...outcome }).toEqual({ provider, ...good });
	}
});
