// The `options` collection every node has: how the engine sends, not what.
import type { Field } from './fields';
import type { Outcome } from './failures';
import { failed, inputFailure, succeeded } from './failures';
import { isBlank, isObject } from './checks';
import type { Provider } from './operation';
import type { Parameters } from './parameters';

/** A numeric option with its documented limits. */
interface NumericOption {
	displayName: string;
	min: number;
	max: number;
	default: number;
	description: string;
}

/** How the engine sends the requests of one run. */
export interface RunOptions {
	/** Requests under way at once. */
	maxConcurrentRequests: number;
	/** Milliseconds until a request without an answer is given up. */
	timeout: number;
}

function numericOptions(provider: Provider): Record<keyof RunOptions, NumericOption> {
	return {
		maxConcurrentRequests: {
			displayName: 'Max Concurrent Requests',
			min: 1,
			max: 100,
			default: provider.maxConcurrentRequests,
			description: 'How many requests may wait for an answer at the same time, from 1 to 100',
		},
		timeout: {
			displayName: 'Timeout',
			min: 1000,
			max: 300000,
			default: 30000,
			description:
				'How long to wait for an answer before the request is given up, in milliseconds, from 1000 to 300000',
		},
	};
}

/** The `options` collection of a provider's node. */
export function optionsField(provider: Provider): Field {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: Object.entries(numericOptions(provider)).map(([name, option]) => ({
			displayName: option.displayName,
			name,
			type: 'number' as const,
			typeOptions: { minValue: option.min, maxValue: option.max },
			default: option.default,
			description: option.description,
		})),
	};
}

/** Reads the options of a run, of its first item: they hold for the whole run. */
export function readOptions(provider: Provider, parameters: Parameters): Outcome<RunOptions> {
	const stored = parameters.read('options', 0);
	const given = isObject(stored) ? stored : {};
	const problems = [];
	const options = {} as RunOptions;
	for (const [name, option] of Object.entries(numericOptions(provider))) {
		const value = isBlank(given[name]) ? option.default : Number(given[name]);
		if (!Number.isInteger(value) || value < option.min || value > option.max) {
			problems.push({
				field: name,
				message: `(${option.displayName}) must be a whole number from ${option.min} to ${option.max}`,
			});
		}
		options[name as keyof RunOptions] = value;
	}
	return problems.length > 0 ? failed(inputFailure(problems)) : succeeded(options);
}
