// Reads the `options` collection of a run.
import { failed, inputFailure, succeeded, type Outcome } from '../contract/failure';
import type { FieldProblem } from '../contract/field';
import { isBlank, isObject } from '../contract/json';
import type { Provider } from '../contract/provider';
import type { RunOptions } from '../contract/request';
import { numericOptions } from '../form/options';
import type { Parameters } from './parameters';

/** Reads the options of a run, of its first item: they hold for the whole run. */
export function readOptions(provider: Provider, parameters: Parameters): Outcome<RunOptions> {
	const stored = parameters.read('options', 0);
	const given = isObject(stored) ? stored : {};
	const problems: FieldProblem[] = [];
	const options = {} as RunOptions;
	for (const { name, displayName, default: standard, typeOptions } of numericOptions(provider)) {
		const value = isBlank(given[name]) ? standard : Number(given[name]);
		const { minValue, maxValue } = typeOptions;
		if (!Number.isInteger(value) || value < minValue || value > maxValue) {
			problems.push({
				field: name,
				message: `(${displayName}) must be a whole number from ${minValue} to ${maxValue}`,
			});
		}
		options[name] = value;
	}
	if (problems.length > 0) return failed(inputFailure(problems));
	options.maxConcurrentRequests ||= enoughFor(options.requestsPerSecond);
	return succeeded(options);
}

/**
 * As many requests at once as keep a rate when each takes two seconds: the pace lets no more through than it may, so
 * with quicker answers fewer are under way.
 */
export function enoughFor(requestsPerSecond: number): number {
	return Math.max(10, Math.min(200, 2 * requestsPerSecond));
}
