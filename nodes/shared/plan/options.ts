// Reads the `options` collection of a run.
import { failed, inputFailure, succeeded, type Outcome } from '../contract/failure';
import type { FieldProblem } from '../contract/field';
import { isBlank } from '../contract/json';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { RunOptions } from '../contract/request';
import { shorten } from '../contract/text';
import { numericOptions } from '../form/options';
import type { Parameters } from './parameters';

/** The options of a run; they hold for all its items. */
export interface Options {
	sending: RunOptions;
	/** Nothing is sent. */
	checkOnly: boolean;
	/** The columns of a row come out beside its records. */
	includeInputFields: boolean;
}

/** Reads the options of a run, of its first item; *Check Only* of all of them. */
export function readOptions(
	provider: Provider,
	{ readsOnly }: Pick<Operation, 'readsOnly'>,
	parameters: Parameters,
): Outcome<Options> {
	const optionOf = (name: string) => parameters.readPart('options', name, 0);
	const problems: FieldProblem[] = [];
	const numbers = {} as RunOptions & { workers: number };
	for (const { name, displayName, default: standard, typeOptions } of numericOptions(provider)) {
		const given = optionOf(name);
		const value = isBlank(given) ? standard : Number(given);
		const { minValue, maxValue } = typeOptions;
		if (!Number.isInteger(value) || value < minValue || value > maxValue) {
			problems.push({
				field: name,
				label: displayName,
				value: shorten(String(given)),
				message: `is not a whole number from ${minValue} to ${maxValue}`,
			});
		}
		numbers[name] = value;
	}
	if (problems.length > 0) return failed(inputFailure(problems));
	const { workers, ...sending } = numbers;
	sending.requestsPerSecond /= workers;
	sending.maxConcurrentRequests ||= enoughFor(sending.requestsPerSecond);
	return succeeded({
		sending,
		checkOnly: !readsOnly && isOnForAny(parameters, 'checkOnly'),
		includeInputFields: isOn(optionOf('includeInputFields')),
	});
}

/** A switch that an expression may set row by row: on for one of them, it holds for all. */
function isOnForAny(parameters: Parameters, name: string): boolean {
	const rows = parameters.isFixed('options')
		? Math.min(1, parameters.rowCount)
		: parameters.rowCount;
	for (let row = 0; row < rows; row++)
		if (isOn(parameters.readPart('options', name, row))) return true;
	return false;
}

/** A switch that an expression sets may come as text. In doubt it is on: *Check Only* sends nothing. */
function isOn(value: unknown): boolean {
	return !isBlank(value) && value !== false && value !== 'false';
}

/**
 * As many requests at once as keep a rate when each takes two seconds: the pace lets no more through than it may, so
 * with quicker answers fewer are under way.
 */
export function enoughFor(requestsPerSecond: number): number {
	return Math.max(10, Math.min(200, Math.ceil(2 * requestsPerSecond)));
}
