// From an empty canvas to a portal link in the mail of every customer of a sheet, with the mouse alone: clicks and drags
// are counted. The keyboard only types, and only where a click has put the cursor.
import { storeMailCredential } from '../../demo/demonstration';
import { MailServer } from '../../demo/mailServer';
import { Mouse } from './pages/mouse';
import { layDownSheet } from './sheet';
import { browserTest, useBrowser } from './shared';

/**
 * What the whole way may take. It takes just as many: a subject would be one more. The address is dragged from the step
 * before the last; with *Include Input Fields* it would stand beside the link, four actions later (see kwikTestKeys).
 */
const MOST_ACTIONS = 25;

/** The columns as a person would call them; a data table takes no blanks. */
const ROWS = [
	{
		Reference: 'ZA-1',
		Person_Name: 'Naledi',
		Person_Surname: 'Mokoena',
		Email: 'naledi@example.com',
	},
	{ Reference: 'ZA-2', Person_Name: 'Sipho', Person_Surname: 'Dube', Email: 'sipho@example.com' },
];

const bench = useBrowser();
const mailServer = new MailServer();
let mouse: Mouse;
let takeSheetAway: () => Promise<void>;

beforeAll(async () => {
	await mailServer.start();
	await storeMailCredential(bench.client, mailServer);
	takeSheetAway = await layDownSheet(bench.client, 'Customers', ROWS);
	mouse = new Mouse(bench.page);
});
afterAll(async () => {
	await takeSheetAway?.();
	await mailServer.stop();
});

/** Closes the panel, opens the search and chooses a node and what it is to do. */
async function addNext(search: string, node: string, action: string): Promise<void> {
	const { nodePanel, nodeSearch, canvas } = bench.editor;
	await mouse.click('the cross of the panel', nodePanel.cross);
	await mouse.click('plus', canvas.plus);
	await mouse.type(search);
	await mouse.click(node, nodeSearch.entry(node).first());
	await mouse.click(action, nodeSearch.entry(action).first());
	await nodePanel.whole.waitFor();
}

browserTest('a sheet is read', bench, async ({ editor, page }) => {
	const { canvas, nodePanel, nodeSearch } = editor;
	await editor.newWorkflow();
	await mouse.click('Add first step', canvas.firstPlus);
	await mouse.type('data table');
	await mouse.click('Data table', nodeSearch.entry('Data table').first());
	// n8n puts the trigger for running by hand before it.
	await mouse.click('Get row(s)', nodeSearch.entry('Get row(s)').first());
	await mouse.click('the list of tables', nodePanel.list('dataTableId'));
	await mouse.click('Customers', nodePanel.listed.filter({ hasText: 'Customers' }));
	expect(await page.getByTestId('canvas-node').count()).toBe(2);
});

browserTest('its columns become customers', bench, async ({ editor: { nodePanel } }) => {
	await addNext('kwik', 'Kwik', 'Create or update customer');
	await mouse.click('Mapping Column Mode', nodePanel.parameter('dataMode'));
	await mouse.click('Map Automatically', nodePanel.option('Map Automatically'));
});

browserTest('each customer gets a link, before any step has run', bench, async (the) => {
	const { nodePanel } = the.editor;
	await addNext('kwik', 'Kwik', 'Create customer portal link');
	await mouse.drag('id → Customer', nodePanel.inputField('id'), nodePanel.list('customerId'));
	expect(the.sandbox.kwik.state.counts()).toMatchObject({ customers: 0, portalLinks: 0 });
});

browserTest('each link goes out by e-mail', bench, async ({ editor, sandbox }) => {
	const { nodePanel } = editor;
	await addNext('send email', 'Send Email', 'Send an Email');
	await mouse.click('From Email', nodePanel.parameter('fromEmail'));
	await mouse.type('billing@example.com');
	// The output schema of the package: nothing has run yet.
	await mouse.drag('url → HTML', nodePanel.inputField('url'), nodePanel.parameter('html'));
	await mouse.click('Create or update customer', nodePanel.inputStep('Create or update customer'));
	await mouse.drag('email → To', nodePanel.inputField('email'), nodePanel.parameter('toEmail'));
	await mouse.click('Execute step', nodePanel.executeButton);
	await nodePanel.succeeded.waitFor();

	const { customers, portalLinks } = sandbox.kwik.state;
	expect(portalLinks.size).toBe(ROWS.length);
	expect(mailServer.emails).toHaveLength(ROWS.length);
	for (const { Reference, Email } of ROWS) {
		const { id } = [...customers.values()].find(({ reference }) => reference === Reference)!;
		const link = [...portalLinks.values()].find(({ customerId }) => customerId === id)!;
		const email = mailServer.emails.find(({ to }) => to?.[0]?.address === Email);
		expect(email?.html).toContain(link.token);
	}
});

test(`all of it takes at most ${MOST_ACTIONS} mouse actions`, () => {
	const { actions } = mouse;
	const list = actions.map((action, index) => `${index + 1}. ${action}`).join('\n');
	process.stdout.write(`${actions.length} mouse actions\n${list}\n`);
	expect(actions.length).toBeGreaterThan(15);
	expect(actions.length).toBeLessThanOrEqual(MOST_ACTIONS);
});

test('n8n serves the output schemas of the package', async () => {
	const path = '/schemas/n8n-nodes-billing-links.kwik/1.0.0/customerPortal/createLink.json';
	const { status, data } = await bench.client.file<{ properties: object }>(path);
	expect(status).toBe(200);
	expect(data.properties).toHaveProperty('url');
});
