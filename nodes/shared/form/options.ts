// The `options` collection every node has: how the engine sends, not what.
import type { IDisplayOptions } from 'n8n-workflow';
import type { Field } from '../contract/field';
import type { Operation, Resource } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { RunOptions } from '../contract/request';

/** A numeric option; its limits are what the editor shows and what the engine checks. */
type NumericOption = Field & {
	name: keyof RunOptions | 'workers';
	typeOptions: { minValue: number; maxValue: number };
	default: number;
};

/** The default of *Requests per Second* depends on the provider and is put in by `numericOptions`. */
const NUMERIC_OPTIONS: NumericOption[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 100,
		description:
			'How many items are sent in one request, from 1 to 1000. When the provider refuses some of them, the others are sent again without.',
	},
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrentRequests',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 200 },
		default: 0,
		description:
			'How many requests may wait for an answer at the same time, from 1 to 200. With 0 there are as many as the rate needs at the speed of the answers.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 4,
		description:
			'How often a request is sent again after a temporary failure, from 0 to 10. It is only sent again where that cannot create anything twice.',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 20,
		description:
			'How many requests the provider allows per second, from 1 to 1000. All nodes of an n8n process that use the same account share it and stay 5% below. Of several processes each finds out its share.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1000, maxValue: 300_000 },
		default: 30_000,
		description:
			'How long to wait for an answer before the request is given up, in milliseconds, from 1000 to 300000',
	},
	{
		displayName: 'Workers',
		name: 'workers',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 1,
		description:
			'How many n8n processes use the account at the same time, from 1 to 100: in queue mode, the number of workers. Requests per Second is divided among them. With 1 each finds out its share, which costs a refusal now and then.',
	},
];

/** The numeric options, with the defaults of the provider. */
export function numericOptions(provider: Provider): NumericOption[] {
	return NUMERIC_OPTIONS.map((option) =>
		option.name === 'requestsPerSecond'
			? { ...option, default: provider.requestsPerSecond }
			: option,
	);
}

/** A switch among the options is added to be used: it is on from then, and off where it is not added. */
const checkOnly: Field = {
	displayName: 'Check Only',
	name: 'checkOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to send nothing: every row is read and checked, and comes out with what would be sent; rows with a problem become errors',
};

const includeInputFields: Field = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether to put the columns of the row beside what comes out, so that the next step has them. Of equal names, what comes out stays.',
};

/** The numbers that say how requests are made, in the order of use. */
const ORDER = [
	'batchSize',
	'requestsPerSecond',
	'workers',
	'maxConcurrentRequests',
	'maxRetries',
	'timeout',
];

/** The `options` collection of a provider's node, in the order of use. Some show only where they are known. */
export function optionsField(provider: Provider, resources: Resource[]): Field {
	const reusing = resources
		.flatMap(({ operations }) => operations)
		.find(({ reuse }) => reuse !== undefined);
	const numbers = numericOptions(provider)
		.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))
		.map((option) =>
			option.name === 'batchSize'
				? { ...option, ...shownFor(resources, ({ batch }) => batch !== undefined) }
				: option,
		);
	const options: Field[] = [
		{ ...checkOnly, ...shownFor(resources, ({ readsOnly }) => !readsOnly) },
		includeInputFields,
		...(reusing
			? [{ ...reuseOpenLink(reusing.reuse!), ...shownFor(resources, (one) => one === reusing) }]
			: []),
		...numbers,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.filter(
			({ displayOptions }) => displayOptions?.show?.['/operation']?.length !== 0,
		),
	};
}

/** @param whatIsTheSame what makes two links the same */
function reuseOpenLink(whatIsTheSame: string): Field {
	const description = `Whether to give back a link that is still open in place of a second one. ${whatIsTheSame}`;
	return {
		displayName: 'Reuse Open Link',
		name: 'reuseOpenLink',
		type: 'boolean',
		default: true,
		description,
	};
}

function shownFor(
	resources: Resource[],
	knows: (operation: Operation) => boolean,
): { displayOptions: IDisplayOptions } {
	const those = resources.filter(({ operations }) => operations.some(knows));
	const operations = those.flatMap((resource) => resource.operations.filter(knows));
	return {
		displayOptions: {
			show: {
				'/resource': those.map(({ value }) => value),
				'/operation': [...new Set(operations.map(({ value }) => value))],
			},
		},
	};
}
