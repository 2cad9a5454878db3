// The lists of the Kwik node's editor follow the version of the API that the credential asks for. kwik.md 2.4, 3.2, D3.
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { methods } from '../../../nodes/Kwik/pickLists';

const LOOKUPS = [
	{ id: 'loo_1', enum: 'ACTIVE', title: 'Active' },
	{ id: 'loo_2', enum: 'ARCHIVED', title: 'Archived' },
	{ id: 'loo_3', enum: '', title: 'Without a name' },
];

/** The editor of a node with such a credential, and the addresses it asks. */
function editor(customerApi: string, body: IDataObject) {
	const urls: string[] = [];
	const context = {
		getNode: () => ({ id: 'n', name: 'Kwik', type: 'kwik', parameters: {} }),
		getCredentials: async () => ({
			environment: 'live',
			customerApi,
			apiKey: 'key',
			apiSecret: 'secret',
		}),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) => {
				urls.push(url.replace('https://api.kwik.co.za', ''));
				return { statusCode: 200, headers: {}, body: { status: true, ...body } };
			},
		},
	};
	return { context: context as unknown as ILoadOptionsFunctions, urls };
}

test.each([
	['v1', '/1.0/lookups/', ['loo_1', 'loo_2', 'loo_3']],
	// V2 goes by names: what has none cannot be chosen.
	['v2', '/2.0/lookups/', ['ACTIVE', 'ARCHIVED']],
])('statuses and ID types under %s come from %s', async (customerApi, path, values) => {
	const { context, urls } = editor(customerApi, { lookups: LOOKUPS });
	const { loadOptions } = methods;
	const statuses = await loadOptions.getCustomerStatuses.call(context);
	expect(statuses.map(({ value }) => value)).toEqual(values);
	expect(statuses[0]!.name).toBe('Active');
	expect((await loadOptions.getIdTypes.call(context)).map(({ value }) => value)).toEqual(values);
	expect((await loadOptions.getArchivedStatuses.call(context)).map(({ value }) => value)).toEqual([
		'',
		...values,
	]);
	expect(urls).toEqual(
		['customer_status', 'id_type', 'customer_status'].map((type) => path + type),
	);
});

test.each(['v1', 'v2'])('client types under %s come from V2, which alone has them', async (api) => {
	const { context, urls } = editor(api, { lookups: LOOKUPS });
	const types = await methods.loadOptions.getClientTypes.call(context);
	expect(types.map(({ value }) => value)).toEqual(['ACTIVE', 'ARCHIVED']);
	expect(urls).toEqual(['/2.0/lookups/client_type']);
});

test.each([
	['v1', '/1.0/customers/list'],
	['v2', '/2.0/customers/list'],
])('customers under %s come from %s', async (customerApi, path) => {
	const { context, urls } = editor(customerApi, {
		results: [
			{ id: 'cus_1', person_name: 'A', person_surname: 'B', reference: 'R1', email: 'a@b' },
			{ id: 'cus_2', company_name: 'Meteor' },
		],
	});
	const { listSearch } = methods;
	expect(await listSearch.searchCustomers.call(context)).toEqual({
		results: [
			{ name: 'A B · R1 · a@b', value: 'cus_1' },
			{ name: 'Meteor', value: 'cus_2' },
		],
	});
	expect((await listSearch.searchCustomers.call(context, 'r1')).results).toHaveLength(1);
	expect(new Set(urls)).toEqual(new Set([path]));
});
