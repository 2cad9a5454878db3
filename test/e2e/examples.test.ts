// Every file of `examples/`, imported and run in the real n8n: what a user gets who imports them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRowsExample, issuedLinks, readExample, rowCount } from '../../demo/examples';
import { openLink } from '../../demo/links';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
afterAll(async () => await bench?.close());

// Read here and not in a hook: jest wants the names of its tests before anything runs.
const files = readdirSync(join(__dirname, '../../examples')).filter((name) => /\.json$/.test(name));
const LINK_FIELDS = ['provider', 'id', 'url', 'status', 'customerId', 'expiresAt'];

test('there is one rows example for each provider', () => {
	expect(
		files
			.filter(isRowsExample)
			.map((name) => name.split('-')[0])
			.sort(),
	).toEqual(['kwik', 'makepay', 'smarterpay']);
});

test.each(files)('%s imports and uses only node types that n8n has', async (file) => {
	const known = new Set((await bench.client.nodeTypes()).map(({ name }) => name));
	const stored = await bench.client.workflow(bench.workflows.get(file)!);
	const example = await readExample(file);
	expect(stored.nodes.map(({ id }) => id)).toEqual(example.nodes.map(({ id }) => id));
	expect(stored.nodes.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
});

describe.each(files.filter(isRowsExample))('%s', (file) => {
	test('issues a link for every row, in the order of the rows, and each link opens', async () => {
		const execution = await bench.client.runWorkflow(bench.workflows.get(file)!);
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');

		const example = await readExample(file);
		const links = issuedLinks(execution);
		expect(links).toHaveLength(rowCount(example, execution));
		expect(links.length).toBeGreaterThan(0);
		expect(new Set(links.map(({ url }) => url)).size).toBe(links.length);

		const opened = await Promise.all(links.map(openLink));
		expect(opened.filter(({ problem }) => problem)).toEqual([]);
		expect(opened.map(({ status }) => status)).toEqual(links.map(() => 200));

		// The node that issues the links stands before `Result`; its items have the fields all three share.
		const issuing = execution.nodeNames.find(
			(name) => name !== 'Result' && execution.json(name).some(({ url }) => url === links[0]!.url),
		);
		expect(issuing).toBeDefined();
		for (const [index, { json, pairedItem }] of execution.items(issuing!).entries()) {
			expect(Object.keys(json)).toEqual(expect.arrayContaining(LINK_FIELDS));
			expect(pairedItem).toMatchObject({ item: index });
		}
	});
});
