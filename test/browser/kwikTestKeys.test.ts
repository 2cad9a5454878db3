// Somebody with Kwik's test keys, from the credential to the link: V2, a customer from the list, and one by reference.
import { DEMO_CREDENTIALS } from '../../demo/demonstration';
import { eventually } from './eventually';
import { browserTest, useBrowser } from './shared';
import { BY_HAND, lineOf, rowsStep } from './workflows';

const bench = useBrowser();

beforeAll(async () => {
	const { kwik } = bench.sandbox;
	const fields = { ...kwik.testCredentials, customerApi: 'v2' };
	await bench.client.createCredential('kwikApi', DEMO_CREDENTIALS.kwikApi, fields);
	kwik.state.seedCustomers(1, () => ({ person_name: 'Live', person_surname: 'Customer' }));
	kwik.state.test.seedCustomers(1, () => ({
		person_name: 'Naledi',
		person_surname: 'Test',
		reference: 'T-1',
		email: 'naledi.test@example.com',
	}));
});

browserTest(
	'the list offers customers of the test data, and one gets a link',
	bench,
	async (the) => {
		const { canvas, nodePanel } = the.editor;
		const { id } = await the.client.importWorkflow(
			lineOf('Test keys', [
				BY_HAND,
				rowsStep([{ number: 'T-1', mail: 'naledi.test@example.com' }]),
				{
					name: 'Create link',
					type: 'n8n-nodes-billing-links.kwik',
					parameters: { resource: 'customerPortal', operation: 'createLink' },
					credential: 'kwikApi',
				},
			]),
		);
		await the.editor.openWorkflow(id);
		await canvas.open('Create link');
		await nodePanel.list('customerId').click();
		await eventually(async () =>
			expect(await nodePanel.listed.allInnerTexts()).toEqual([
				'Naledi Test · T-1 · naledi.test@example.com',
			]),
		);
		await nodePanel.listed.click();
		await nodePanel.execute();
		expect(await nodePanel.rows()).toEqual([expect.objectContaining({ provider: 'kwik' })]);
		expect(the.sandbox.kwik.state.counts()).toMatchObject({ testPortalLinks: 1, portalLinks: 0 });
	},
);

browserTest('By Reference finds the same customer', bench, async ({ editor, sandbox }) => {
	const { nodePanel } = editor;
	const [{ customerId } = { customerId: '' }] = await nodePanel.rows();
	await nodePanel.typeId('customerId', '={{ $json.number }}', 'By Reference');
	await nodePanel.execute();
	await eventually(() => expect(sandbox.kwik.state.counts()).toMatchObject({ testPortalLinks: 2 }));
	expect(await nodePanel.rows()).toEqual([expect.objectContaining({ customerId })]);
});

browserTest('Include Input Fields puts the row beside the link', bench, async ({ editor }) => {
	const { nodePanel } = editor;
	expect(await nodePanel.columns()).not.toContain('mail');
	await nodePanel.addOption('Include Input Fields');
	await nodePanel.execute();
	await eventually(async () => {
		const [row] = await nodePanel.rows();
		expect(row).toMatchObject({
			mail: 'naledi.test@example.com',
			url: expect.stringMatching(/\/portal\//),
		});
	});
});
