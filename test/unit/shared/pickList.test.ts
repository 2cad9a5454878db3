// Lists to pick from: which of them are kept for the next key press, and for whom.
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { kwik } from '../../../nodes/Kwik/provider';
import { listIn } from '../../../nodes/shared/contract/json';
import { searchRecords, type PickList } from '../../../nodes/shared/pickList';

const things: PickList = {
	request: () => ({ method: 'GET', path: '/1.0/things' }),
	records: listIn('results'),
	entry: ({ id }) => ({ name: String(id), value: String(id) }),
};

/** An editor with one credential, whose keys may change; the provider lists what belongs to the key. */
function editor() {
	const keys = { environment: 'live', apiKey: 'one', apiSecret: 'secret', rootUrl: '' };
	let requests = 0;
	const context = {
		getNode: () => ({ name: 'Kwik', credentials: { kwikApi: { id: 'c1', name: 'Kwik' } } }),
		getCredentials: async (): Promise<IDataObject> => ({ ...keys }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				requests++;
				const results = [{ id: `of ${keys.environment} ${keys.apiKey}` }];
				return { statusCode: 200, headers: {}, body: { status: true, results } };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	const shown = async () =>
		(await searchRecords(context, kwik, things)).results.map(({ name }) => name);
	return { keys, shown, asked: () => requests };
}

test('a credential whose keys were changed shows the records of its new account at once', async () => {
	const { keys, shown, asked } = editor();
	expect([await shown(), await shown()]).toEqual([['of live one'], ['of live one']]);
	expect(asked()).toBe(1);
	keys.apiKey = 'two';
	expect(await shown()).toEqual(['of live two']);
	keys.environment = 'staging';
	expect(await shown()).toEqual(['of staging two']);
	keys.environment = 'live';
	expect(await shown()).toEqual(['of live two']);
	expect(asked()).toBe(3);
});
