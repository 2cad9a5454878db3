// What a newcomer reads: the texts of all nodes as n8n hands them to its editor, against n8n's guidelines where its
// own linter does not look.
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import { sharedN8n } from '../e2e/shared';

let types: INodeTypeDescription[];
beforeAll(async () => {
	const own = ({ name }: INodeTypeDescription) =>
		name.startsWith(`${packageName}.`) && !name.endsWith('Tool');
	types = (await sharedN8n().client.nodeTypes()).filter(own);
}, 60_000);

/** A field with the way to it, as the editor shows it: `Kwik › Additional Fields › Email`. */
interface Place {
	path: string;
	field: INodeProperties;
}

function fieldsOf(path: string, fields: INodeProperties[]): Place[] {
	return fields.flatMap((field) => {
		const here = { path: `${path} › ${field.displayName}`, field };
		const inside = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		return [here, ...fieldsOf(here.path, inside)];
	});
}

/** Every field of every node, but not those that n8n adds. */
const places = () =>
	types
		.flatMap(({ displayName, properties }) => fieldsOf(displayName, properties))
		.filter(({ field }) => !['pollTimes', 'notice'].includes(field.name));

/** The paths of those fields that break a rule. */
const breaking = (rule: (field: INodeProperties) => boolean) =>
	places().flatMap(({ path, field }) => (rule(field) ? path : []));

const plain = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

test('the texts are those of six nodes', () => {
	expect(types).toHaveLength(6);
	expect(places().length).toBeGreaterThan(100);
});

test('examples in fields begin with "e.g."', () => {
	const wrong = breaking(
		({ type, placeholder }) =>
			!!placeholder && type !== 'collection' && !/^e\.g\. \S/.test(placeholder),
	);
	expect(wrong).toEqual([]);
});

test('a description says more than its label', () => {
	const wrong = breaking(
		({ displayName, description }) =>
			!!description && plain(description).replace(/^(the|an?) /, '') === plain(displayName),
	);
	expect(wrong).toEqual([]);
});

test('a description of one sentence has no full stop, one of several has', () => {
	const wrong = breaking(({ description = '' }) => {
		const text = description.replace(/<[^>]+>/g, '');
		const sentences = text.split(/[.?!] (?=[A-Z])/).length;
		return text !== '' && /\.$/.test(text) !== sentences > 1;
	});
	expect(wrong).toEqual([]);
});

test('numbers say what they may be', () => {
	const wrong = breaking(
		({ type, name, description = '' }) =>
			// n8n's linter lays down the words of Limit.
			type === 'number' && name !== 'limit' && !/from \d+ to \d+/.test(description),
	);
	expect(wrong).toEqual([]);
});

test('booleans begin with "Whether"', () => {
	const wrong = breaking(
		({ type, description = '' }) => type === 'boolean' && !description.startsWith('Whether '),
	);
	expect(wrong).toEqual([]);
});

test('a pick list can be left for a typed value', () => {
	const wrong = breaking(
		({ type, modes = [] }) =>
			type === 'resourceLocator' &&
			!modes.some((mode) => mode.type === 'string' && mode.placeholder),
	);
	expect(wrong).toEqual([]);
});

test('every operation has an action in sentence case and a description', () => {
	const operations = places()
		.filter(({ field }) => field.name === 'operation')
		.flatMap(({ field }) => field.options as INodePropertyOptions[])
		// Added by n8n.
		.filter(({ value }) => value !== '__CUSTOM_API_CALL__');
	expect(operations.length).toBeGreaterThan(20);
	for (const { action, description } of operations) {
		expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
		expect(description).toMatch(/^[A-Z]/);
	}
});
