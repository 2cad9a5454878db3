// The page of a trigger: what starts the workflow, its fields, and the item that comes.
import type { IDataObject, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { Field } from '../../nodes/shared/contract/field';
import { about } from './fieldTable';
import { json, MADE, table } from './markdown';

/** What the page of a trigger is made from. */
export interface TriggerToDescribe {
	description: INodeTypeDescription;
	/** An item as it starts a workflow. */
	item: IDataObject;
}

/** The page of a trigger. */
export function triggerPage({ description, item }: TriggerToDescribe): string {
	const { displayName, description: what, properties, polling } = description;
	const fields = properties.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	const notices = properties.filter(({ type }) => type === 'notice');
	const rows = fields.map((field) => [
		`**${field.displayName}**`,
		field.required ? 'yes' : '',
		about(field as Field),
	]);
	const events = (fields.find(({ name }) => name === 'events')?.options ?? []).map(
		(option) => (option as INodePropertyOptions).name,
	);
	return [
		MADE,
		'',
		`# ${displayName}`,
		'',
		`${what}.`,
		'',
		polling
			? 'n8n asks the provider at the times set under *Poll Times*. When the workflow is published, the first poll only records what is there.'
			: 'The provider calls n8n. n8n must be reachable from the internet.',
		'',
		`What it promises, and how to set it up, is on the page [Triggers](../triggers.md).`,
		'',
		'## What starts the workflow',
		'',
		...events.map((event) => `- ${event}`),
		'',
		'## Fields',
		'',
		...table(['Field', 'Needed', 'What it is'], rows),
		...notices.flatMap(({ displayName: notice }) => [notice, '']),
		'## What comes out',
		'',
		'One item for each event:',
		'',
		...json(item),
		'## What can go wrong',
		'',
		polling
			? 'A poll that fails says so among the executions, and loses nothing: the next one catches up.'
			: 'A delivery that is not genuine starts nothing, and is answered with an error.',
		'See [The triggers](../troubleshooting.md#the-triggers) for what it says.',
	]
		.join('\n')
		.concat('\n');
}
