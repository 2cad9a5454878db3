// *Map Automatically*: tried and left again without a loss, and honest about columns.
import { eventually } from './eventually';
import { browserTest, useBrowser } from './shared';
import { BY_HAND, lineOf, rowsStep } from './workflows';

const bench = useBrowser();

/** Opens a step that creates customers out of these rows. */
async function openCreate(rows: object[], parameters = {}): Promise<void> {
	const { id } = await bench.client.importWorkflow(
		lineOf('Columns', [
			BY_HAND,
			rowsStep(rows),
			{
				name: 'Create customers',
				type: 'n8n-nodes-billing-links.kwik',
				parameters: { resource: 'customer', operation: 'create', ...parameters },
				credential: 'kwikApi',
			},
		]),
	);
	await bench.editor.openWorkflow(id);
	await bench.editor.canvas.open('Create customers');
}

const AUTOMATICALLY = { dataMode: 'autoMapInputData' };
const NALEDI = { reference: 'ZA-1', person_name: 'Naledi', person_surname: 'Mokoena' };

browserTest('switching forth and back keeps every field', bench, async ({ editor }) => {
	const { nodePanel } = editor;
	await openCreate([NALEDI]);
	const typed = { reference: 'ZA-9', personName: 'Thandi', email: 'thandi@example.com' };
	for (const [field, text] of Object.entries(typed)) await nodePanel.fill(field, text);

	await nodePanel.choose('dataMode', 'Map Automatically');
	await eventually(async () => {
		const [notice = ''] = await nodePanel.notices();
		expect(notice).toMatch(
			/Required: Reference, and either Company Name or Person Name with Person Surname\./,
		);
		expect(notice).toMatch(/Optional: .*\bEmail, Contact Number\b/);
	});
	for (const [field, text] of Object.entries(typed))
		expect(await nodePanel.filled(field)).toBe(text);

	await nodePanel.choose('dataMode', 'Map Each Column Manually');
	await eventually(async () => expect(await nodePanel.notices()).toEqual([]));
	for (const [field, text] of Object.entries(typed))
		expect(await nodePanel.filled(field)).toBe(text);
});

browserTest(
	'a label is taken for its field; of "E mial" the hint asks about it',
	bench,
	async (the) => {
		const { nodePanel } = the.editor;
		const row = { ...NALEDI, 'Contact-Number': '+27830000001', 'E mial': 'naledi@example.com' };
		await openCreate([row], AUTOMATICALLY);
		await nodePanel.execute();
		// The table is there once its rows are.
		expect(await nodePanel.rows()).toMatchObject([{ phone: '+27830000001', email: 'null' }]);
		expect(await nodePanel.columns()).toEqual([
			...['provider', 'id', 'reference', 'name', 'email', 'phone', 'status'],
			...['createdAt', 'updatedAt'],
		]);
		expect(await nodePanel.hints()).toEqual([
			'The column "E mial" was ignored. Did you mean Email?',
		]);
	},
);

browserTest(
	'where a required column is missing, the error names those found',
	bench,
	async (the) => {
		const row = { Ref: 'ZA-3', 'Person Name': 'Ayesha', Surname: 'Jacobs' };
		await openCreate([row, row], AUTOMATICALLY);
		const error = await the.editor.nodePanel.executeInVain();
		expect(error).toMatch(/^Row 1: Reference is required; columns found: "Ref", "Person Name"/);
		expect(error).toContain('expected: "reference" or "Reference"');
	},
);
