// What `npm run bench -- …` takes.
import { parseArgs } from 'node:util';
import { Refusal } from '../tools/steps';

export interface BenchArguments {
	/** Ids of the cases to run; undefined for all of them. */
	only: string[] | undefined;
	/** Measured runs of each contender, after its warm-up; undefined where nothing was said. */
	runs: number | undefined;
	/** How many workers the queue mode is measured with, in ascending order. */
	workers: number[];
	/** How many rows the large runs have. */
	rows: number;
}

const USAGE = 'Usage: npm run bench -- [--only a,b] [--runs 3] [--workers 1,2,3,6] [--rows 50000]';

/** @throws Refusal for anything that is not one of the options, or out of range */
export function readArguments(argv: string[], known: string[]): BenchArguments {
	const { only, runs, workers, rows } = parsed(argv);
	const ids = only?.split(',').map((id) => id.trim());
	const unknown = ids?.filter((id) => !known.includes(id)) ?? [];
	if (unknown.length > 0) {
		throw new Refusal(`There is no case ${unknown.join(', ')}; there are ${known.join(', ')}.`);
	}
	return {
		only: ids,
		runs: runs === undefined ? undefined : wholeNumber('--runs', runs, 20),
		workers: workers
			.split(',')
			.map((text) => wholeNumber('--workers', text, 12))
			.sort((one, other) => one - other),
		rows: wholeNumber('--rows', rows, 1_000_000),
	};
}

function wholeNumber(name: string, text: string, most: number): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= 1 && value <= most) return value;
	throw new Refusal(`${name}: a whole number from 1 to ${most}.`);
}

function parsed(argv: string[]): { only?: string; runs?: string; workers: string; rows: string } {
	try {
		const options = {
			only: { type: 'string' },
			runs: { type: 'string' },
			workers: { type: 'string', default: '1,2,3,6' },
			rows: { type: 'string', default: '50000' },
		} as const;
		return parseArgs({ args: argv, options, strict: true }).values;
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\n${USAGE}`);
	}
}
