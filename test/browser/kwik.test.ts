// A person's way through the Kwik node: from the search to the page the customer sees.
import { eventually } from './eventually';
import { takePicture } from './pictures';
import { browserTest, useBrowser } from './shared';

const bench = useBrowser();

/** Names as a person would look for one of them. */
const PEOPLE = [
	['Naledi', 'Mokoena'],
	['Pieter', 'van Wyk'],
	['Ayesha', 'Jacobs'],
	['Sipho', 'Dube'],
	['Naledi', 'Khumalo'],
	['Johan', 'Botha'],
] as const;

beforeAll(() => {
	bench.sandbox.kwik.state.seedCustomers(PEOPLE.length, (index) => {
		const [name, surname] = PEOPLE[index]!;
		const email = `${name}.${surname}@example.com`.toLowerCase().replace(' ', '');
		const reference = `ZA-${1001 + index}`;
		return { person_name: name, person_surname: surname, email, reference };
	});
});

browserTest('the Kwik node is added from the search', bench, async ({ editor }) => {
	const { canvas, nodeSearch, nodePanel } = editor;
	await editor.newWorkflow();
	await canvas.addFirstNode();
	await nodeSearch.choose('Trigger manually');
	await canvas.addNode();
	await nodeSearch.search('kwik');
	await nodeSearch.choose('Kwik');
	await nodeSearch.choose('Get many customers');
	await nodePanel.whole.waitFor();
	expect(await nodePanel.chosen('operation')).toBe('Get Many');
});

browserTest('resource and operation are chosen', bench, async ({ editor: { nodePanel } }) => {
	await nodePanel.choose('resource', 'Customer Portal');
	await eventually(async () => expect(await nodePanel.chosen('operation')).toBe('Create Link'));
	await nodePanel.parameter('customerId').waitFor();
});

browserTest('a customer is picked from the searched list', bench, async ({ editor }) => {
	const { nodePanel } = editor;
	await nodePanel.searchList('customerId', 'nale');
	await eventually(async () =>
		expect((await nodePanel.listed.allInnerTexts()).sort()).toEqual([
			'Naledi Khumalo · ZA-1005 · naledi.khumalo@example.com',
			'Naledi Mokoena · ZA-1001 · naledi.mokoena@example.com',
		]),
	);
	await nodePanel.listed.filter({ hasText: 'Mokoena' }).click();
});

browserTest('the step runs and its output table has the link', bench, async (the) => {
	const { nodePanel } = the.editor;
	await nodePanel.execute();
	const rows = await nodePanel.rows();
	expect(rows).toEqual([expect.objectContaining({ provider: 'kwik' })]);
	expect(rows[0]!.url).toMatch(/^http:.*\/portal\//);
	await nodePanel.widenOutput(150);
	const shows = [...(await nodePanel.labels()), ...(await nodePanel.columns())];
	await takePicture(the, 'editor-node', shows);
});

browserTest('the link leads to the portal page of that customer', bench, async (the) => {
	const [{ url } = { url: '' }] = await the.editor.nodePanel.rows();
	await the.page.goto(url);
	expect(await the.page.locator('#customer').innerText()).toBe('Naledi Mokoena');
});
