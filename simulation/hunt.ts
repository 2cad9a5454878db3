// npm run simulate -- --mutants: does the simulator see? Puts known bugs back, one at a time, and looks for the first
// seed that finds each.
import { Refusal } from '../tools/steps';
import { Totals, tryOut } from './campaign';
import { MUTANTS } from './mutants';
import { mutated, type Mutant } from './mutation';
import { Program } from './program';
import type { Merchants } from './providers';

/**
 * Hunts the mutants.
 * @param seeds how many seeds are tried for each
 * @returns the exit code: 1 where one is not found
 */
export async function hunt(
	root: string,
	merchants: Merchants,
	{ seeds, only }: { seeds: number; only: string[] | undefined },
): Promise<number> {
	const chosen = MUTANTS.filter(({ id }) => !only || only.includes(id));
	if (chosen.length === 0) {
		throw new Refusal(`There are ${MUTANTS.map(({ id }) => id).join(', ')}.`);
	}
	let missed = 0;
	for (const mutant of chosen) {
		const program = new Program(root, (file, text) => mutated(mutant, file, text));
		const found = await firstFinding(program, merchants, seeds);
		if (!found) missed++;
		tell(mutant, found ?? `✗ not found by ${seeds} seeds`);
	}
	console.log(`${chosen.length - missed} of ${chosen.length} found`);
	return missed > 0 ? 1 : 0;
}

async function firstFinding(
	program: Program,
	merchants: Merchants,
	seeds: number,
): Promise<string | undefined> {
	const totals = new Totals();
	for (let seed = 1; seed <= seeds; seed++) {
		const [first] = (await tryOut(seed, program, merchants, totals)).breaches;
		if (first) return `✓ seed ${seed}: ${first.invariant}: ${first.what.slice(0, 150)}`;
	}
	return undefined;
}

function tell({ id, bug }: Mutant, line: string): void {
	console.log(`${id.padEnd(10)} ${bug}\n${' '.repeat(11)}${line}`);
}
