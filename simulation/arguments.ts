// What `npm run simulate -- …` takes.
import { parseArgs } from 'node:util';
import { Refusal } from '../tools/steps';

export interface SimulationArguments {
	/** One seed, played again with its whole trace. */
	seed: number | undefined;
	/** How many seeds. */
	seeds: number;
	/** The first of them. */
	from: number;
	/** For how long, in minutes, whatever their number. */
	minutes: number | undefined;
	/** Whether the known bugs are put back, one at a time: all, or those named. */
	mutants: boolean;
	only: string[] | undefined;
}

const USAGE =
	'Usage: npm run simulate -- [--seeds 1000 | --minutes 60] [--from 1] · --seed 7 · --mutants [--only 3,7b] [--seeds 3000]';

/** @throws Refusal for anything else, or out of range */
export function readArguments(argv: string[]): SimulationArguments {
	const { seed, seeds, from, minutes, mutants, only } = parsed(argv);
	return {
		seed: seed === undefined ? undefined : whole('--seed', seed),
		seeds: seeds === undefined ? (mutants ? 3000 : 1000) : whole('--seeds', seeds),
		from: whole('--from', from),
		minutes: minutes === undefined ? undefined : whole('--minutes', minutes),
		mutants: mutants ?? false,
		only: only?.split(',').map((id) => id.trim()),
	};
}

function whole(name: string, text: string): number {
	const value = Number(text);
	if (Number.isSafeInteger(value) && value >= 1) return value;
	throw new Refusal(`${name} is a whole number from 1 on.`);
}

function parsed(argv: string[]) {
	const text = { type: 'string' } as const;
	const options = {
		seed: text,
		seeds: text,
		from: { ...text, default: '1' },
		minutes: text,
		mutants: { type: 'boolean' },
		only: text,
	} as const;
	try {
		return parseArgs({ args: argv, options, strict: true }).values;
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\n${USAGE}`);
	}
}
