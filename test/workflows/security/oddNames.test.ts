// Names that JavaScript's own objects have, wherever somebody else chooses a name: columns, metadata, codes and fields
// of an answer. Nothing of the process changes, nothing is read that is not there, and no row is lost.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
/** JSON with names as they are: a literal would set the prototype. */
const json = (text: string) => JSON.parse(text) as IDataObject;
const poison = (name: string) => json(`{"${name}":{"polluted":"yes","isAdmin":true}}`);

/** What every object of the process has. */
const inherited = () =>
	[Object.prototype, Array.prototype, Function.prototype].map((prototype) =>
		Object.getOwnPropertyNames(prototype).sort(),
	);
const before = inherited();
afterEach(() => {
	expect(inherited()).toEqual(before);
	expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

const options = { maxRetries: 0 };
const createCustomer: INodeParameters = {
	resource: 'customer',
	operation: 'create',
	dataMode: 'autoMapInputData',
	simplify: false,
	options: { ...options, includeInputFields: true },
};
const run = async (
	type: 'kwik' | 'smarterPay' | 'makePay',
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
) =>
	await runNode({
		type,
		parameters,
		items,
		credentials: standIn.credentials(type),
		onError: 'continueErrorOutput',
	});

test.each(NAMES)('a column named %s is ignored, and told', async (name) => {
	standIn.answering = ({ body }) => ({
		status: true,
		results: (body as { records: IDataObject[] }).records.map((record, i) => ({
			...record,
			id: `cus_${i}`,
		})),
	});
	const row = { ...json(`{"${name}":"x"}`), reference: 'R1', companyName: 'Ltd' };
	const { main, error, hints } = await run('kwik', createCustomer, [
		row,
		{ ...row, reference: 'R2' },
	]);
	expect(error).toEqual([]);
	expect(main.map(({ json: record }) => record.id)).toEqual(['cus_0', 'cus_1']);
	expect(hints.map(({ message }) => message).join()).toContain(`"${name}"`);
	expect(Object.keys((standIn.requests[0]!.body as { records: object[] }).records[0]!)).toEqual([
		...['reference', 'company_name'],
	]);
	// Beside the record stands the column as it came.
	expect(Object.hasOwn(main[0]!.json, name)).toBe(true);
});

test.each(NAMES)('metadata named %s are sent as they are', async (name) => {
	standIn.answering = () => ({ ok: true, paymentLink: { uid: 'pay_1', publicUrl: 'https://x' } });
	const { error } = await run('makePay', {
		resource: 'paymentLink',
		operation: 'create',
		title: 'x',
		amount: '1',
		fiatCurrency: 'USD',
		additionalFields: { metadata: `{"${name}":{"polluted":"yes"}}` },
		simplify: false,
		options,
	});
	expect(error).toEqual([]);
	expect(JSON.stringify(standIn.requests[0]!.body)).toContain(`{"${name}":{"polluted":"yes"}}`);
});

test.each(NAMES)('records with a field %s come out as they came', async (name) => {
	const customer = { ...poison(name), id: 'cus_1', reference: 'R1' };
	standIn.answering = () => ({ ...poison(name), status: true, results: [customer] });
	for (const simplify of [true, false]) {
		const list = { resource: 'customer', operation: 'getAll', returnAll: true, simplify, options };
		const { main, error } = await run('kwik', list);
		expect(error).toEqual([]);
		expect(main[0]!.json).toMatchObject({ id: 'cus_1' });
		expect((main[0]!.json as { isAdmin?: boolean }).isAdmin).toBeUndefined();
	}
});

const portal = { resource: 'customerPortal', operation: 'createLink', options };
const customerId = { __rl: true, mode: 'id', value: 'cus_1' };

test.each(NAMES)('an error code %s is a code, and brings no text of its own', async (name) => {
	const texts = [];
	standIn.answering = (_request, response) =>
		write(response, 400, {
			status: false,
			error_code: name,
			error_message: 'No.',
			error_details: [{ record: poison(name), errors: poison(name) }],
			errorCode: name,
			error: 'No.',
		});
	for (const type of ['kwik', 'makePay'] as const) {
		const { error } = await run(type, { ...portal, customerId });
		expect(error[0]!.json.details).toMatchObject({ code: name, httpCode: 400 });
		texts.push(JSON.stringify(error[0]!.json));
		expect(error[0]!.json.details).toMatchObject({ hint: expect.any(String) });
	}
	expect(texts.join()).not.toMatch(/native code|\[object/);
	// Nor does it end the run for all: the row after it was sent.
	standIn.requests.length = 0;
	await run('kwik', { ...portal, customerId: '={{ $json.id }}' }, [{ id: 'a' }, { id: 'b' }]);
	expect(standIn.requests).toHaveLength(2);
});

test.each(NAMES)(
	'an expression that takes the column %s gets the column and nothing else',
	async (name) => {
		standIn.answering = () => ({ status: true, result: { id: 'cpl', link_url: 'https://x' } });
		const value = `={{ $json["${name}"] }}`;
		const parameters = { ...portal, customerId: { __rl: true, mode: 'id', value } };
		const { main, error } = await run('kwik', parameters, [json(`{"${name}":"cus_7"}`), {}]);
		const sent = standIn.requests.map(({ body }) => (body as IDataObject).customer_id);
		expect(sent[0]).toBe('cus_7');
		expect(sent.every((id) => typeof id === 'string')).toBe(true);
		expect(main.length + error.length).toBe(2);
	},
);
