// npm run demo:queue: n8n's queue mode with one, two and three workers, one of which is killed in the middle.
import { setTimeout as pause } from 'node:timers/promises';
import { ensureHost } from '../../host/install';
import { ensureServices, startQueue, type Queue } from '../../host/queue/queue';
import { startSandbox } from '../../sandbox';
import { atEnd } from '../../tools/ending';
import { build, pack } from '../../tools/pack';
import { since, step } from '../../tools/steps';
import { storeCredentials, type Sandbox } from '../demonstration';
import { table } from '../table';
import { billingRows, billingRun, outcomeOf, type Outcome } from './billing';
import { repair, type Repair } from './operator';
import { LinkTimes } from './linkTimes';

const WORKERS = [1, 2, 3];
const [EXECUTIONS, ROWS] = [60, 50];
/** Requests per second that Kwik takes from all workers together, and milliseconds to each answer. */
const [LIMIT, LATENCY_MS] = [100, 50];

/** What a number of workers came to. */
interface Round extends Outcome, Repair {
	workers: number;
	requests: number;
	refused: number;
	times: LinkTimes;
}

/**
 * Runs the demo and prints its table.
 * @returns the exit code: 1 if a row lacks its customer or its link, has two customers, or an execution did not end well
 */
export async function demoQueue(): Promise<number> {
	const start = Date.now();
	const [tarball] = await Promise.all([
		step('build and pack', async () => {
			await build();
			return await pack();
		}),
		ensureHost(),
		ensureServices(),
	]);
	const sandbox = await startSandbox();
	atEnd(async () => await sandbox.stop());
	const queue = await step(
		"n8n's queue mode with the packed package",
		async () => await startQueue({ workers: WORKERS[0]!, packages: [tarball] }),
	);
	await storeCredentials(queue.client, sandbox);
	const rounds: Round[] = [];
	for (const workers of WORKERS) {
		while (queue.workers.length < workers)
			await step('one more worker', async () => await queue.addWorker());
		const name = `${EXECUTIONS} executions, ${workers} ${workers === 1 ? 'worker' : 'workers'}, one of them killed`;
		rounds.push(await step(name, async () => await playRound(queue, sandbox)));
	}
	await step('ending all of it', async () => await queue.stop());

	console.log(`\n${roundsTable(rounds)}\n`);
	const problems = rounds.flatMap(problemsIn);
	for (const problem of problems) console.log(`✗ ${problem}`);
	const { n8n, postgres } = queue.versions;
	console.log(
		`${problems.length > 0 ? 'Not all is well' : 'Nothing lost, nothing doubled'}; n8n ${n8n}, PostgreSQL ${postgres}, ${since(start)} in all.`,
	);
	return problems.length > 0 ? 1 : 0;
}

/** Sixty executions; when half of the links are there a worker is killed, started again, and its executions retried. */
async function playRound(queue: Queue, sandbox: Sandbox): Promise<Round> {
	const { client, workers } = queue;
	sandbox.reset();
	Object.assign(sandbox.kwik, { rateLimit: LIMIT, latencyMs: LATENCY_MS });
	const file = billingRun('kwik');
	const { id } = await client.importWorkflow(file);
	await client.activate(id);
	const parts = Array.from({ length: EXECUTIONS }, (_, part) =>
		billingRows(`W${workers.length}-${part + 1}`, ROWS),
	);
	const send = async (nth: number) =>
		void (await client.callWebhook(file.path, { method: 'POST', data: { rows: parts[nth] } }));
	for (const nth of parts.keys()) await send(nth);
	const rows = parts.flat();
	const links = sandbox.kwik.state.portalLinks;
	while (links.size < rows.length / 2) await pause(50);
	const victim = workers[0]!;
	const cutOff = await victim.kill();
	await victim.process.start();
	const damage = { workflowId: id, sent: EXECUTIONS, cutOff, sendAgain: send };
	const repaired = await repair(client, damage);
	const { requests } = sandbox.kwik;
	const issued = requests.filter(
		({ path, status }) => path.endsWith('/customer-portal/link') && status === 200,
	);
	return {
		workers: workers.length,
		...repaired,
		...outcomeOf(sandbox, 'kwik', rows),
		requests: requests.length,
		refused: requests.filter(({ status }) => status === 429).length,
		times: new LinkTimes(issued.map(({ receivedAt }) => receivedAt)),
	};
}

function roundsTable(rounds: Round[]): string {
	const header = [
		'Workers',
		'Executions',
		'Retried',
		'Sent again',
		'Customers',
		'Links',
		'Lost',
		'Doubled',
		'Issued again',
		'Refused',
		'Links/s',
		'Links per second over time',
	];
	const lines = rounds.map((round) => [
		round.workers,
		EXECUTIONS,
		round.retried,
		round.sentAgain,
		round.customers,
		round.links,
		round.lost.length,
		round.doubled.length,
		round.again,
		`${((100 * round.refused) / round.requests).toFixed(1)} %`,
		round.times.perSecond.toFixed(1),
		round.times.picture(LIMIT),
	]);
	return [
		table(header, lines),
		'',
		'Retried: executions that the killed worker was at. Sent again: those it had taken and never begun, which n8n cannot retry.',
		'Doubled: rows with two customers. Issued again: a retried execution issues its portal links anew, and that bills nobody.',
		`Each sign stands for 2 s; █ is the limit of ${LIMIT} requests per second, for all workers together.`,
	].join('\n');
}

function problemsIn({ workers, lost, doubled, problems }: Round): string[] {
	const some = (ids: string[]) => `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' …' : ''}`;
	return [
		lost.length > 0 ? `${lost.length} rows lack a customer or a link: ${some(lost)}` : '',
		doubled.length > 0 ? `${doubled.length} rows have two customers: ${some(doubled)}` : '',
		...problems,
	]
		.filter(Boolean)
		.map((problem) => `${workers} workers: ${problem}`);
}
