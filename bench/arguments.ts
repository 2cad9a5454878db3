// What `npm run bench -- …` takes.
import { parseArgs } from 'node:util';
import { Refusal } from '../tools/steps';

export interface BenchArguments {
	/** Ids of the cases to run; undefined for all of them. */
	only: string[] | undefined;
	/** Measured runs of each contender, after its warm-up. */
	runs: number;
}

const USAGE = 'Usage: npm run bench -- [--only a,b] [--runs 3]';

/** @throws Refusal for anything that is not one of the two options, or out of range */
export function readArguments(argv: string[], known: string[]): BenchArguments {
	const { only, runs } = parsed(argv);
	const ids = only?.split(',').map((id) => id.trim());
	const unknown = ids?.filter((id) => !known.includes(id)) ?? [];
	if (unknown.length > 0) {
		throw new Refusal(`There is no case ${unknown.join(', ')}; there are ${known.join(', ')}.`);
	}
	const count = Number(runs);
	if (!Number.isInteger(count) || count < 1 || count > 20) {
		throw new Refusal('--runs is a whole number from 1 to 20.');
	}
	return { only: ids, runs: count };
}

function parsed(argv: string[]): { only?: string; runs: string } {
	try {
		const options = { only: { type: 'string' }, runs: { type: 'string', default: '3' } } as const;
		return parseArgs({ args: argv, options, strict: true }).values;
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\n${USAGE}`);
	}
}
