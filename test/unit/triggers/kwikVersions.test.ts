// The Kwik trigger follows the version of the API that the credential asks for, and a manual test says why it is empty.
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { KwikTrigger } from '../../../nodes/Kwik/KwikTrigger.node';

/** A trigger with a memory of its own. */
class Trigger {
	readonly urls: string[] = [];
	private readonly staticData: IDataObject = {};

	/** Polls an account that holds these customers. */
	async poll(customerApi: string, customers: IDataObject[], mode = 'trigger') {
		const context = {
			getNode: () => ({ id: 'versions', name: 'Kwik Trigger', type: 'kwikTrigger' }),
			getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: true }),
			getMode: () => mode,
			getNodeParameter: () => ['customerCreated', 'customerUpdated'],
			getWorkflowStaticData: () => this.staticData,
			getCredentials: async () => ({
				environment: 'live',
				customerApi,
				apiKey: 'key',
				apiSecret: 'secret',
			}),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) => {
					this.urls.push(url);
					return { statusCode: 200, headers: {}, body: { status: true, results: customers } };
				},
			},
		};
		const output = await new KwikTrigger().poll.call(context as unknown as IPollFunctions);
		return idsOf(output);
	}
}
const idsOf = (output: INodeExecutionData[][] | null) =>
	(output?.[0] ?? []).map(({ json }) => json.id);

test.each([
	['v1', 'https://api.kwik.co.za/1.0/customers/list'],
	['v2', 'https://api.kwik.co.za/2.0/customers/list'],
])('%s is asked at %s', async (customerApi, url) => {
	const trigger = new Trigger();
	await trigger.poll(customerApi, []);
	expect(trigger.urls).toEqual([url]);
});

test('customers that another version writes in another way are not taken for changed', async () => {
	const trigger = new Trigger();
	const changed = { id: 'a', updated_at: '2026-01-01' };
	const v1 = { ...changed, customer_status_lookups_id: 'loo_1' };
	const v2 = { ...changed, customer_status: 'ACTIVE' };
	expect(await trigger.poll('v1', [v1])).toEqual([]);
	// Who came meanwhile is told all the same.
	expect(await trigger.poll('v2', [v2, { id: 'b' }])).toEqual(['b']);
	expect(await trigger.poll('v2', [v2, { id: 'b' }])).toEqual([]);
	const archived = { ...v2, customer_status: 'ARCHIVED' };
	expect(await trigger.poll('v2', [archived, { id: 'b' }, { id: 'c' }])).toEqual(['a', 'c']);
});

test('a manual test of an account without customers says why nothing comes', async () => {
	await expect(new Trigger().poll('v1', [], 'manual')).rejects.toMatchObject({
		message: 'No customer was created or changed',
		description: expect.stringContaining('let it happen once'),
	});
	expect(await new Trigger().poll('v1', [{ id: 'a' }], 'manual')).toEqual(['a']);
});
