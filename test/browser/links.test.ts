// From a workflow's output to what the customer does: opening a portal, paying on a payment page.
import { issuedLinks, readExample } from '../../demo/examples';
import { SCREEN } from './browser';
import { takePicture } from './pictures';
import { browserTest, useBrowser } from './shared';
import { lineOf } from './workflows';

const bench = useBrowser();

/** n8n refuses a schedule that polls more than once a minute, but takes many schedules. */
const EVERY_THREE_SECONDS = Array.from({ length: 20 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 3} * * * * *`,
}));

browserTest('rows become customers and links on the canvas', bench, async (the) => {
	const example = await readExample('kwik-rows-to-portal-links.json');
	// Without the notes the steps are large enough to be read on a picture.
	const nodes = example.nodes.filter(({ type }) => !/stickyNote$/.test(type));
	const { id } = await the.client.importWorkflow({ ...example, nodes });
	await the.editor.openWorkflow(id);
	const names = await the.editor.canvas.nodeNames();
	expect(names).toEqual(nodes.map(({ name }) => name));
	await the.editor.canvas.execute(names);
	// A lower window: the steps stand in one line.
	await the.page.setViewportSize({ ...SCREEN, height: 540 });
	await the.editor.canvas.fit();
	await takePicture(the, 'editor-workflow', [example.name, ...names]);
	await the.page.setViewportSize(SCREEN);
});

browserTest('a MakePay link leads to the portal page of its customer', bench, async (the) => {
	const { canvas, nodePanel } = the.editor;
	await the.editor.openWorkflow(the.workflows.get('makepay-rows-to-portal-links.json')!);
	await canvas.execute(['Result']);
	await canvas.open('Result');
	const [first] = await nodePanel.rows();
	await the.page.goto(first!.url!);
	expect(await the.page.locator('#customer').innerText()).toBe(first!.customer);
});

browserTest('a payment starts the workflow of the SmarterPay trigger', bench, async (the) => {
	const { client, editor, page } = the;
	const watching = await client.importWorkflow(
		lineOf('Payment completed', [
			{
				name: 'SmarterPay Trigger',
				type: 'n8n-nodes-billing-links.smarterPayTrigger',
				parameters: {
					events: ['linkCompleted'],
					pollTimes: { item: EVERY_THREE_SECONDS },
				},
				credential: 'smarterPayApi',
			},
			{ name: 'Say thank you', type: 'n8n-nodes-base.noOp' },
		]),
	);
	await client.activate(watching.id);
	try {
		const issuing = the.workflows.get('smarterpay-rows-to-payment-links.json')!;
		const [link] = issuedLinks(await client.runWorkflow(issuing));
		await page.goto(link!.url);
		await page.getByRole('button', { name: 'Pay' }).click();
		await page.getByText('Payment complete').waitFor();

		await editor.openExecutions(watching.id);
		await editor.executionList.succeeded.first().waitFor();
		expect(await editor.executionList.succeeded.count()).toBe(1);
		const [execution] = await client.executions(watching.id);
		const [item] = (await client.finished(execution!.id)).json('SmarterPay Trigger');
		expect(JSON.stringify(item)).toContain('linkCompleted');
	} finally {
		await client.deactivate(watching.id);
	}
});
