// npm run simulate: a deterministic simulator of everything that can happen to the nodes.
//
// A scenario is drawn from a number, its seed: rows, operations, options, several nodes and executions, agents, polls
// and deliveries at once, latencies and limits, faults before, after and in the middle of an effect, cancellations,
// crashes of n8n, a clock that is set. It is played with the real nodes and credentials in virtual time, against the
// sandbox's providers in the same process: nothing waits, nothing opens a socket, and the same seed plays the same way
// on every machine. Then it is judged (`judge/`): by what n8n was given, and by what the providers' own state says.
//
//   npm run simulate                      the seeds that ever failed, then 1,000 seeds
//   npm run simulate -- --seeds 10000     so many; --from 5000 begins elsewhere
//   npm run simulate -- --minutes 60      as many as an hour holds
//   npm run simulate -- --seed 7          one, with its whole trace
//   npm run simulate -- --mutants         puts known bugs back, one at a time: which seed finds which?
//
// What fails is a bug of the engine or of a judge. A seed that found one goes into `regressions.json`.
import { dirname } from 'node:path';
import { Refusal } from '../tools/steps';
import { readArguments } from './arguments';
import { Totals, tryOut, type Verdict } from './campaign';
import { drawScenario } from './draw/scenario';
import { hunt } from './hunt';
import { Program } from './program';
import { Merchants } from './providers';
import regressions from './regressions.json';
import { realTime } from './time';

const ROOT = dirname(__dirname);
/** A seed that failed once, and what it found. */
interface Regression {
	seed: number;
	found: string;
}

/** Failing seeds after which it is pointless to go on. */
const ENOUGH = 25;
const BETWEEN_LINES = 10_000;

/** Runs what the arguments ask for. @returns the exit code */
export async function simulate(argv: string[]): Promise<number> {
	const { seed, seeds, from, minutes, mutants, only } = readArguments(argv);
	const merchants = await Merchants.open();
	if (mutants) return await hunt(ROOT, merchants, { seeds, only });
	const program = new Program(ROOT);
	if (seed !== undefined) return await replay(seed, program, merchants);
	const ever = (regressions as Regression[]).map((regression) => regression.seed);
	const until = minutes === undefined ? Infinity : realTime() + minutes * 60_000;
	const last = minutes === undefined ? from + seeds - 1 : Infinity;
	return await campaign(ever, { from, last, until }, program, merchants);
}

async function replay(seed: number, program: Program, merchants: Merchants): Promise<number> {
	console.log(JSON.stringify(drawScenario(seed), null, '\t'));
	const { breaches, trace } = await tryOut(seed, program, merchants, new Totals(), true);
	for (const line of trace) console.log(line);
	tell({ seed, breaches, trace });
	console.log(breaches.length > 0 ? `✗ seed ${seed}` : `✓ seed ${seed}`);
	return breaches.length > 0 ? 1 : 0;
}

async function campaign(
	ever: number[],
	{ from, last, until }: { from: number; last: number; until: number },
	program: Program,
	merchants: Merchants,
): Promise<number> {
	const totals = new Totals();
	let told = realTime();
	const one = async (seed: number) => {
		const verdict = await tryOut(seed, program, merchants, totals);
		tell(verdict);
		if (realTime() - told < BETWEEN_LINES) return;
		told = realTime();
		console.log(`  … up to seed ${seed}: ${String(totals)}`);
	};
	for (const seed of ever) await one(seed);
	for (let seed = from; seed <= last && realTime() < until; seed++) {
		await one(seed);
		if (totals.failed.length >= ENOUGH) throw new Refusal(`${String(totals)}\nThat is enough.`);
	}
	console.log(String(totals));
	return totals.failed.length > 0 ? 1 : 0;
}

function tell({ seed, breaches }: Verdict): void {
	for (const { invariant, what } of breaches) console.log(`✗ seed ${seed}: ${invariant}: ${what}`);
}
