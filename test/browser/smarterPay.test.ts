// Money: a payment link whose amount cannot be misread, looked at before it is sent, and not made twice, in whichever way.
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { eventually } from './eventually';
import { browserTest, useBrowser } from './shared';
import { BY_HAND, lineOf, rowsStep } from './workflows';

const bench = useBrowser();

/** The requests of one kind that the provider was sent. */
const asked = (method: string, path: string) =>
	bench.sandbox.smarterPay.requests.filter(
		(request) => request.method === method && request.path.endsWith(path),
	);

browserTest(
	'99 is refused until somebody says whether it is pounds or pence',
	bench,
	async (the) => {
		const { canvas, nodePanel } = the.editor;
		const { id } = await the.client.importWorkflow(
			lineOf('A bill', [
				BY_HAND,
				{
					name: 'Create payment link',
					type: 'n8n-nodes-billing-links.smarterPay',
					parameters: { resource: 'paymentLink', operation: 'create' },
					credential: 'smarterPayApi',
				},
			]),
		);
		await the.editor.openWorkflow(id);
		await canvas.open('Create payment link');
		await nodePanel.fill('ecommercePage', SMARTER_PAY_PAGES.open.id);
		await nodePanel.fill('amount', '99');
		expect(await nodePanel.chosen('amountIn')).toBe('Choose…');
		expect(await nodePanel.executeInVain()).toBe(
			'Amount In is not chosen: say whether amounts are in pounds or in pence',
		);
		expect(the.sandbox.smarterPay.requests).toEqual([]);
	},
);

browserTest('Check Only shows what would be sent, and sends nothing', bench, async (the) => {
	const { nodePanel } = the.editor;
	await nodePanel.choose('amountIn', 'Pounds');
	await nodePanel.addOption('Check Only');
	await nodePanel.execute();
	const [row] = await nodePanel.rows();
	expect(row).toMatchObject({ checkOnly: 'true' });
	expect(row!.wouldSend).toMatch(/amount:\s*9900/);
	expect(await nodePanel.hints()).toEqual([
		'Check Only: nothing was sent. Of 1 row 1 would be sent, none has a problem.',
		'1 payment link: £99.00 in total.',
	]);
	expect(the.sandbox.smarterPay.requests).toEqual([]);
});

browserTest(
	'in pounds 99 goes out as 9900 pence, and the hint says the total',
	bench,
	async (the) => {
		const { nodePanel } = the.editor;
		await nodePanel.switchOf('checkOnly').click();
		await nodePanel.execute();
		await eventually(async () => {
			const rows = await nodePanel.rows();
			expect(rows).toMatchObject([{ provider: 'smarterPay', amount: '9900' }]);
			expect(await nodePanel.hints()).toEqual(['1 payment link: £99.00 in total.']);
		});
		expect(asked('POST', '/paymentlink')).toMatchObject([
			{ body: { payment_link: { amount: '9900' } } },
		]);
	},
);

browserTest('with Reuse Open Link the same bill is not sent twice', bench, async (the) => {
	const { nodePanel } = the.editor;
	const [{ id } = { id: '' }] = await nodePanel.rows();
	await nodePanel.addOption('Reuse Open Link');
	for (const run of [1, 2]) {
		await nodePanel.execute();
		await eventually(() => expect(asked('GET', '/paymentlinks')).toHaveLength(run));
	}
	await eventually(async () =>
		expect(await nodePanel.hints()).toEqual([
			'Reuse Open Link: 1 row was given a link that was still open, in place of a second one.',
		]),
	);
	expect(await nodePanel.rows()).toEqual([expect.objectContaining({ id })]);
	expect(the.sandbox.smarterPay.state.counts()).toMatchObject({ links: 1 });
	expect(asked('POST', '/paymentlink')).toHaveLength(1);
});

browserTest(
	'Avoid Duplicates By is seen and filled, and a second run makes nothing',
	bench,
	async (the) => {
		const { canvas, nodePanel } = the.editor;
		the.sandbox.reset();
		const { id } = await the.client.importWorkflow(
			lineOf('Invoices', [
				BY_HAND,
				rowsStep([{ invoice: 'INV 12/3' }, { invoice: 'INV 12/4' }]),
				{
					name: 'Create payment link',
					type: 'n8n-nodes-billing-links.smarterPay',
					parameters: {
						resource: 'paymentLink',
						operation: 'create',
						ecommercePage: SMARTER_PAY_PAGES.open.id,
					},
					credential: 'smarterPayApi',
				},
			]),
		);
		await the.editor.openWorkflow(id);
		await canvas.open('Create payment link');
		expect(await nodePanel.labels()).toContain('Avoid Duplicates By');
		const field = nodePanel.parameter('avoidDuplicatesBy').locator('input');
		expect(await field.getAttribute('placeholder')).toBe('e.g. {{ $json.invoice }}');
		// The same text for both rows is refused; as an expression it is another one for each.
		await nodePanel.fill('avoidDuplicatesBy', 'INV 12/3');
		expect(await nodePanel.executeInVain()).toMatch(
			/^Row 2: Avoid Duplicates By "INV 12\/3" is the same as that of row 1/,
		);
		expect(asked('POST', '/paymentlink')).toEqual([]);
		// The editor makes an expression of what looks like one, in a field that is empty.
		await nodePanel.fill('avoidDuplicatesBy', '');
		await nodePanel.fill('avoidDuplicatesBy', '{{ $json.invoice }}');
		await nodePanel.execute();
		await eventually(() => expect(asked('POST', '/paymentlink')).toHaveLength(2));
		const first = await nodePanel.rows();
		await nodePanel.execute();
		await eventually(async () =>
			expect(await nodePanel.hints()).toContain(
				'Avoid Duplicates By: 2 rows had been sent before; SmarterPay gave back what it made then.',
			),
		);
		expect(await nodePanel.rows()).toEqual(first);
		expect(the.sandbox.smarterPay.state.counts()).toMatchObject({ links: 2 });
	},
);
