// Finding the nodes: what the editor's search offers, and what stands behind an entry.
import { eventually } from './eventually';
import { takePicture } from './pictures';
import { browserTest, useBrowser } from './shared';
import { BY_HAND, lineOf, rowsStep } from './workflows';

const bench = useBrowser();

/** Searches as people would make them, and the nodes they are to find. */
const SEARCHES: Array<[text: string, nodes: string[]]> = [
	['kwik', ['Kwik']],
	['smarterpay', ['SmarterPay']],
	['makepay', ['MakePay']],
	['payment link', ['SmarterPay', 'MakePay']],
	['customer portal', ['Kwik', 'MakePay']],
	['recurring', ['Kwik', 'MakePay', 'SmarterPay']],
	['collect payment', ['Kwik', 'MakePay', 'SmarterPay']],
	['billing', ['Kwik', 'MakePay', 'SmarterPay']],
];

browserTest('the search opens beside a workflow', bench, async ({ client, editor }) => {
	const start = lineOf('Customers and their links', [BY_HAND, rowsStep([])]);
	const { id } = await client.importWorkflow(start);
	await editor.openWorkflow(id);
	await editor.canvas.addNode();
});

for (const [text, nodes] of SEARCHES) {
	const sentence = `"${text}" finds ${nodes.join(', ')} with icons`;
	browserTest(sentence, bench, async ({ editor: { nodeSearch } }) => {
		await nodeSearch.search(text);
		for (const node of nodes) {
			await nodeSearch.entry(node).waitFor();
			await eventually(async () => {
				const ours = (await nodeSearch.icons(node)).filter((icon) => icon.ours);
				expect(ours.length).toBeGreaterThan(0);
				expect(ours.filter(({ drawn }) => !drawn)).toEqual([]);
			});
		}
	});
}

browserTest('what the last search found says all that it does; a picture', bench, async (the) => {
	const found = await the.editor.nodeSearch.entries();
	// n8n shows node and trigger as one entry, with the words of the trigger.
	expect(found).toHaveLength(3);
	for (const entry of found) expect(entry).toMatch(/links; starts the workflow when/);
	await takePicture(the, 'editor-search', found.sort());
});

/** What an entry leads to. n8n makes the names of triggers out of their events. */
const BEHIND: Record<string, { actions: string[]; triggers: string[] }> = {
	Kwik: {
		actions: ['Create customer', 'Create or update customer', 'Create customer portal link'],
		triggers: ['On customer created', 'On customer updated'],
	},
	SmarterPay: {
		actions: ['Create customer account', 'Create payment link', 'Expire payment link'],
		triggers: ['On link completed', 'On link created', 'On link expired', 'On link visited'],
	},
	MakePay: {
		actions: ['Create customer portal link', 'Create payment link', 'Get many subscriptions'],
		triggers: ['On payment cancelled by payer', 'On payment request expired'],
	},
};

for (const [node, { actions, triggers }] of Object.entries(BEHIND)) {
	const sentence = `behind ${node} stand its actions and triggers`;
	browserTest(sentence, bench, async ({ editor: { nodeSearch } }) => {
		await nodeSearch.search(node);
		await nodeSearch.choose(node);
		await nodeSearch.showTriggers();
		await eventually(async () => {
			const expected = expect.arrayContaining([...actions, ...triggers]);
			expect(await nodeSearch.entries()).toEqual(expected);
		});
		await nodeSearch.back();
	});
}
