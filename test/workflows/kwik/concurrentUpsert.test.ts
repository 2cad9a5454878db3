// Create or Update of the same references by several executions at once: nothing is doubled.
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { hintsOf } from '../support/rows';
import { useStandIn } from '../support/standIn';

const standIn = useStandIn();
const rows = Array.from({ length: 50 }, (_, i) => ({ reference: `R${i}` }));
const parameters: INodeParameters = {
	resource: 'customer',
	operation: 'upsert',
	reference: '={{ $json.reference }}',
	personName: 'Sample',
	personSurname: '={{ $execution.id }}',
	options: { batchSize: 10 },
};

test('five executions of the same fifty references make fifty customers, and the last one holds', async () => {
	const customers = new KwikCustomers();
	standIn.answering = async (request) => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		return customers.carryOut(request);
	};
	const credentials = standIn.credentials('kwik');
	const results = await Promise.all(
		[1, 2, 3, 4, 5].map(
			async (n) =>
				await runNode({
					type: 'kwik',
					parameters,
					items: rows,
					credentials,
					execution: { id: `e${n}` },
				}),
		),
	);
	for (const result of results) {
		expect(result.executionError).toBeUndefined();
		expect(result.main.map(({ json }) => json.reference)).toEqual(
			rows.map(({ reference }) => reference),
		);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(/^Customers created: (50, updated: 0|0, updated: 50)\.$/),
		]);
	}
	expect(Object.values(customers.counts)).toEqual(rows.map(() => 1));
	expect(customers.stored).toHaveLength(50);
});

test('executions of other references do not wait for them', async () => {
	const customers = new KwikCustomers();
	const order: string[] = [];
	standIn.answering = async (request) => {
		const text = JSON.stringify(request.body ?? '');
		const slow = text.includes('"R0"');
		await new Promise((resolve) => setTimeout(resolve, slow ? 300 : 5));
		if (request.method === 'POST') order.push(slow ? 'slow' : 'quick');
		return customers.carryOut(request);
	};
	const credentials = standIn.credentials('kwik');
	const upsert = async (reference: string) =>
		await runNode({ type: 'kwik', parameters, items: [{ reference }], credentials });
	await Promise.all([upsert('R0'), upsert('R1')]);
	expect(order).toEqual(['quick', 'slow']);
});
