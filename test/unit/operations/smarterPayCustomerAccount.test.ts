// SmarterPay customer accounts: get and update. smarterpay.md 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { byId, smarterPay } from '../support/nodeUnderTest';

const FIELDS: Array<[string, string]> = [
	['email', 'email'],
	['firstName', 'first_name'],
	['lastName', 'last_name'],
	['addressLine1', 'address_line1'],
	['city', 'city'],
	['postalCode', 'postal_code'],
	['addressLine2', 'address_line2'],
	['title', 'title'],
	['companyName', 'company_name'],
	['countryCode', 'country_code'],
	['stateCode', 'state_code'],
	['customReference', 'custom_reference'],
	['metadata', 'metadata'],
	['externalId', 'external_id'],
];
const sample = (name: string) =>
	name === 'email' ? 'a@b' : name.endsWith('Code') && name !== 'postalCode' ? 'GB' : 'text';
const update = (updateFields: INodeParameters): INodeParameters => ({
	resource: 'customerAccount',
	operation: 'update',
	customerAccountId: byId('CA01/x'),
	updateFields,
});

test('get sends the id in the path, percent-encoded', () => {
	expect(
		smarterPay.request({
			resource: 'customerAccount',
			operation: 'get',
			customerAccountId: byId('CA01/x'),
		}),
	).toStrictEqual({ method: 'GET', path: '/customeraccount/CA01%2Fx' });
});

test.each(FIELDS)('update sends %s alone, as %s', (name, wireName) => {
	expect(smarterPay.request(update({ [name]: sample(name) }))).toStrictEqual({
		method: 'PUT',
		path: '/customeraccount/CA01%2Fx',
		body: { Customer_Account: { [wireName]: sample(name) } },
	});
});

test('update offers the fields of the document and no other', () => {
	expect(smarterPay.editorFields(update({}))).toEqual(
		['customerAccountId', 'simplify', ...FIELDS.map(([name]) => `updateFields.${name}`)].sort(),
	);
});

test('update refuses to change nothing', () => {
	expect(smarterPay.problems(update({}))).toEqual([expect.stringMatching(/^updateFields: /)]);
});
