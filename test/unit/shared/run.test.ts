// The door of the nodes: a run from n8n's context to its items or its error.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { kwik } from '../../../nodes/Kwik/provider';
import { resources } from '../../../nodes/Kwik/resources';
import { runNode } from '../../../nodes/shared/run';

const CREDENTIALS = { environment: 'live', apiKey: 'a key', apiSecret: 'a secret' };

/** A node that issues a portal link for each row, and the requests it sends. */
function portalLinks(rows: IDataObject[], more: { signal?: AbortSignal; onError?: string } = {}) {
	const requests: unknown[] = [];
	const node = {
		id: 'n',
		name: 'Kwik',
		type: 'package.kwik',
		parameters: {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: 'cus_1',
			simplify: true,
		},
	};
	const context = {
		getInputData: () => rows.map((json) => ({ json })),
		getNode: () => node,
		getNodeParameter: (name: string) => (node.parameters as IDataObject)[name],
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowDataProxy: () => ({ $runIndex: 0, $execution: {} }),
		getExecutionId: () => '1',
		getMode: () => 'trigger',
		continueOnFail: () => more.onError !== undefined,
		getExecutionCancelSignal: () => more.signal,
		getCredentials: async () => CREDENTIALS,
		addExecutionHints: () => {},
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: unknown) => {
				requests.push(options);
				const link = { id: `cpl_${requests.length}`, link_url: 'https://pay.example/portal' };
				return { statusCode: 200, headers: {}, body: { status: true, result: link } };
			},
		},
	} as unknown as IExecuteFunctions;
	return { requests, run: async () => await runNode(context, kwik, resources) };
}

test('gives one item for each row, paired to it', async () => {
	const { run, requests } = portalLinks([{}, {}]);
	expect(await run()).toEqual([
		[
			{ json: expect.objectContaining({ id: 'cpl_1' }), pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: 'cpl_2' }), pairedItem: { item: 1 } },
		],
	]);
	expect(requests).toHaveLength(2);
});

test.each([undefined, 'continueRegularOutput'])(
	'a further try of an execution that was cancelled meanwhile asks for nothing (%j)',
	async (onError) => {
		const { run, requests } = portalLinks([{}, {}], { signal: AbortSignal.abort(), onError });
		const ended = await run().catch((error: Error) => error.message);
		expect(JSON.stringify(ended)).toContain('The execution was cancelled');
		expect(requests).toEqual([]);
	},
);
