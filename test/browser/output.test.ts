// What the editor says when something is not as it should be: hints above the output, failed rows beside the good
// ones, a list that cannot be loaded.
import { browserTest, useBrowser } from './shared';
import { BY_HAND, lineOf, rowsStep } from './workflows';

const bench = useBrowser();

browserTest(
	'a hint names the columns that are no field, another the retries',
	bench,
	async (the) => {
		const { client, editor, sandbox } = the;
		const { id } = await client.importWorkflow(
			lineOf('Map automatically', [
				BY_HAND,
				rowsStep([
					{ reference: 'ZA-1', person_name: 'Naledi', person_surname: 'Mokoena', shoe_size: 38 },
					{ reference: 'ZA-2', person_name: 'Sipho', person_surname: 'Dube', shoe_size: 43 },
				]),
				{
					name: 'Create customers',
					type: 'n8n-nodes-billing-links.kwik',
					parameters: {
						resource: 'customer',
						operation: 'create',
						dataMode: 'autoMapInputData',
					},
					credential: 'kwikApi',
				},
			]),
		);
		sandbox.kwik.faults.add({ route: 'POST /customers/create', kind: 'rate-limited', times: 1 });
		await editor.openWorkflow(id);
		await editor.canvas.open('Create customers');
		await editor.nodePanel.execute();
		const rows = await editor.nodePanel.rows();
		expect(rows.map(({ reference }) => reference)).toEqual(['ZA-1', 'ZA-2']);
		const hints = await editor.nodePanel.hints();
		expect(hints).toContainEqual(expect.stringContaining('shoe_size'));
		expect(hints).toContainEqual(expect.stringMatching(/again|repeated|retr/i));
	},
);

browserTest('failed rows stand in the error output with error and details', bench, async (the) => {
	const { canvas, nodePanel } = the.editor;
	await the.editor.openWorkflow(the.workflows.get('kwik-error-output.json')!);
	await canvas.execute(['Create customer', 'Created', 'Failed rows']);
	await canvas.open('Create customer');

	await nodePanel.showOutput(/Success/);
	const good = await nodePanel.rows();
	expect(good.length).toBeGreaterThan(0);
	for (const row of good) expect(row.id).toMatch(/^cus_/);

	await nodePanel.showOutput(/Error/);
	const failed = await nodePanel.rows();
	expect(failed.map(({ reference }) => reference)).toEqual([
		expect.stringMatching(/^ZA-1002/),
		'ZA-1004',
	]);
	expect(failed.map(({ error }) => error)).toEqual([
		expect.stringMatching(/^Row 2 \(reference ZA-1002/),
		expect.stringMatching(
			/^Row 4 \(reference ZA-1004\): Email "ayesha\.jacobs@example,com" is not an e-mail address/,
		),
	]);
	expect(failed[1]!.details).toMatch(/field:\s*email/);
	expect(failed[1]!.details).toMatch(/hint:/);
});

browserTest(
	'a list that cannot be loaded says why, and the ID can be typed',
	bench,
	async (the) => {
		const { canvas, nodePanel } = the.editor;
		const { id } = await the.client.importWorkflow(
			lineOf('No list', [
				BY_HAND,
				{
					name: 'Create link',
					type: 'n8n-nodes-billing-links.kwik',
					parameters: { resource: 'customerPortal', operation: 'createLink' },
					credential: 'kwikApi',
				},
			]),
		);
		const [customer] = the.sandbox.kwik.state.seedCustomers(1);
		the.sandbox.kwik.faults.add({ route: 'GET /customers/list', kind: 'refused-ok' });
		await the.editor.openWorkflow(id);
		await canvas.open('Create link');
		expect(await nodePanel.listFailure('customerId')).toMatch(/Kwik refused/);
		await nodePanel.typeId('customerId', customer!.id);
		await nodePanel.execute();
		expect(await nodePanel.rows()).toEqual([expect.objectContaining({ customerId: customer!.id })]);
	},
);
