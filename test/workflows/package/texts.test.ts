// Every text of the nodes and credentials in one file, docs/texts.md, so that they can be read one after another.
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { builtPackage } from '../support/builtPackage';
import { expectGenerated } from '../support/generated';

type Entry = INodeProperties | INodePropertyOptions | { name: string; values?: INodeProperties[] };
const TEXTS = ['description', 'hint', 'placeholder'] as const;

/** The texts of a property and of what is inside it, a line each. */
function textsOf(entry: Entry, depth: number): string[] {
	const indent = '  '.repeat(depth);
	const { displayName, name, action } = entry as INodeProperties & INodePropertyOptions;
	const title = displayName ?? name;
	const lines = [`${indent}- **${title}**${action ? ` (${action})` : ''}`];
	for (const key of TEXTS) {
		const text = (entry as unknown as Record<string, unknown>)[key];
		if (typeof text === 'string' && text) lines.push(`${indent}  - ${key}: ${text}`);
	}
	const { options = [], modes = [], values = [] } = entry as unknown as Record<string, Entry[]>;
	return [...lines, ...[...options, ...modes, ...values].flatMap((one) => textsOf(one, depth + 1))];
}

/** Where a property is shown. */
function placeOf({ displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	return [resource, operation]
		.map((values) => values?.join(', '))
		.filter(Boolean)
		.join(' → ');
}

function propertiesOf(properties: INodeProperties[]): string[] {
	const lines: string[] = [];
	let place: string | undefined;
	const told = new Set<string>();
	for (const property of properties) {
		if (placeOf(property) !== place) {
			place = placeOf(property);
			if (place) lines.push('', `### ${place}`, '');
		}
		// A field that stands twice, for the two ways to map, is read once.
		const text = textsOf(property, 0).join('\n');
		if (!told.has(`${place}${text}`)) lines.push(text);
		told.add(`${place}${text}`);
	}
	return lines;
}

test('docs/texts.md holds every label, description, hint and placeholder', async () => {
	const loader = await builtPackage();
	const head =
		'# Texts\n\nEvery label, description, hint and placeholder that a user reads, made by `npm run generate` from the built package.\n';
	const nodes = Object.values(loader.nodeTypes).map(({ type }) => {
		const { displayName, description, subtitle, properties, triggerPanel } = (
			type as { description: INodeTypeDescription }
		).description;
		const panel = triggerPanel ? JSON.stringify(triggerPanel, null, 2) : '';
		return [
			`## ${displayName}`,
			'',
			description,
			...(subtitle?.startsWith('={{ ({') ? [] : ['', `Subtitle: \`${String(subtitle)}\``]),
			...(panel ? ['', '```json', panel, '```'] : []),
			'',
			...propertiesOf(properties),
		].join('\n');
	});
	const credentials = Object.values(loader.credentialTypes).map(({ type }) =>
		[`## ${type.displayName} (credential)`, '', ...propertiesOf(type.properties)].join('\n'),
	);
	await expectGenerated('docs/texts.md', `${[head, ...nodes, ...credentials].join('\n\n')}\n`);
});
