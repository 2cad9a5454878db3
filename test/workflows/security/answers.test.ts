// Answers that are too much: without an end, of very many values, of very many errors. They cost their own request, and
// neither n8n nor the other rows.
import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { useStandIn, write } from '../support/standIn';

// A machine may be busy, and 128 MB are many.
jest.setTimeout(120_000);

const standIn = useStandIn();
const MEGABYTE = 1024 * 1024;
const once = { maxRetries: 0, timeout: 120_000 };
const list: INodeParameters = {
	resource: 'customer',
	operation: 'getAll',
	returnAll: true,
	options: once,
};
const portal: INodeParameters = {
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	options: once,
};
const smarterPayLink: INodeParameters = {
	resource: 'paymentLink',
	operation: 'get',
	paymentLinkId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	options: once,
};
const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{ id: 'a' }],
	type: 'kwik' | 'smarterPay' | 'makePay' = 'kwik',
) =>
	await runNode({
		type,
		parameters,
		items,
		credentials: standIn.credentials(type),
		onError: 'continueErrorOutput',
	});

/** Writes a piece again and again, as fast as it is taken. @returns bytes that were written, when it is over */
async function pour(
	response: NodeJS.WritableStream,
	piece: string,
	bytes: number,
): Promise<number> {
	const block = Buffer.from(piece.repeat(Math.ceil(MEGABYTE / piece.length)));
	let written = 0;
	let closed = false;
	response.once('close', () => (closed = true));
	response.once('error', () => (closed = true));
	while (written < bytes && !closed) {
		if (!response.write(block))
			await new Promise((resolve) => {
				response.once('drain', resolve);
				response.once('close', resolve);
			});
		written += block.length;
	}
	if (!closed) response.end('0]}');
	return written;
}

/** Answers with 300 MB that begin like a list. */
function endless(response: ServerResponse, piece: string): Promise<number> {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('{"status":true,"results":[');
	return pour(response, piece, 300 * MEGABYTE);
}

test.each<[string, 'kwik' | 'smarterPay', INodeParameters, string, number]>([
	['a list of long records', 'kwik', list, `{"id":"${'x'.repeat(1000)}"},`, 128],
	['a list of empty records', 'kwik', list, '{},', 10],
	['a list of empty lists', 'kwik', list, '[],', 10],
	['a link with a long text', 'kwik', portal, `{"id":"${'x'.repeat(1000)}"},`, 4],
	['a link that is read', 'smarterPay', smarterPayLink, `{"id":"${'x'.repeat(1000)}"},`, 4],
])(
	'of 300 MB, %s: hardly more than %5$i MB are fetched',
	async (_what, type, parameters, piece, most) => {
		let written: Promise<number> | undefined;
		standIn.answering = (_request, response) => void (written = endless(response, piece));
		const { main, error } = await run(parameters, [{ id: 'a' }], type);
		expect(main).toEqual([]);
		expect(error[0]!.json.error).toMatch(/gave an answer that is too large$/);
		expect(error[0]!.json.details).toMatchObject({ httpCode: 200, retriable: false });
		// What is on the way when the connection is closed counts too.
		expect(await written!).toBeLessThan((most + 12) * MEGABYTE);
		expect(standIn.connections).toBe(0);
	},
);

test('a small answer that unfolds to 300 MB is not unfolded', async () => {
	standIn.answering = (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		const packed = createGzip();
		packed.pipe(response);
		packed.write('{"status":true,"results":[');
		void pour(packed, ' ', 300 * MEGABYTE);
	};
	const { error } = await run(list);
	expect(error[0]!.json.error).toMatch(/gave an answer that is too large$/);
});

test('one answer that is too large takes no other row with it, and its row is called unknown', async () => {
	standIn.answering = ({ body }, response) => {
		const { customer_id: id } = body as IDataObject;
		if (id !== 'b')
			return { status: true, result: { id: `cpl_${String(id)}`, link_url: 'https://x' } };
		void endless(response, 'x');
		return undefined;
	};
	const { main, error } = await run(portal, [{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
	expect(main.map(({ json }) => json.id)).toEqual(['cpl_a', 'cpl_c']);
	expect(error.map(({ json }) => json.id)).toEqual(['b']);
});

test.each<[string, 'kwik' | 'smarterPay', INodeParameters, string]>([
	['one SmarterPay link', 'smarterPay', smarterPayLink, '{"payment_link":{"id":"PLx"},"list":['],
	[
		'a Kwik list that repeats the key',
		'kwik',
		list,
		'{"status":true,"told":"secret-of-kwik","results":[',
	],
])(
	'records with a number as their name are refused, not unfolded: %s',
	async (_what, type, parameters, start) => {
		standIn.answering = (_request, response) =>
			write(response, 200, `${start}${'{"1023":1},'.repeat(95_000)}{}]}`);
		const { error } = await run(parameters, [{ id: 'PLx' }], type);
		expect(error[0]!.json.error).toMatch(/gave an answer that is too large$/);
	},
);

test('100,000 customers in one answer are read', async () => {
	const record = { reference: 'R', name: 'Sample Customer', text: 'x'.repeat(500) };
	const results = Array.from({ length: 100_000 }, (_, i) => ({ id: `cus_${i}`, ...record }));
	const text = JSON.stringify({ status: true, results });
	standIn.answering = (_request, response) => write(response, 200, text);
	const { main } = await run(list);
	expect(main).toHaveLength(100_000);
});

describe('of very many error details', () => {
	const rows = Array.from({ length: 20 }, (_, i) => ({ reference: `R${i}`, companyName: 'Ltd' }));
	const create: INodeParameters = {
		resource: 'customer',
		operation: 'create',
		dataMode: 'autoMapInputData',
		options: once,
	};
	const isBad = ({ reference }: IDataObject) => reference === 'R7';

	test.each([
		['100,000 about one row', 100_000, { reference: 'R7' }],
		['100,000 about none', 100_000, {}],
		['40,000 about one row', 40_000, { reference: 'R7' }],
		['40,000 about none', 40_000, {}],
	])('%s: told in moderation, and the other rows are sent again', async (_what, count, record) => {
		standIn.answering = ({ body, method }, response) => {
			if (method === 'GET') return { status: true, results: [] };
			const { records } = body as { records: IDataObject[] };
			if (!records.some(isBad)) {
				const made = records.map((one) => ({ ...one, id: `cus_${String(one.reference)}` }));
				return { status: true, results: made };
			}
			const details = Array.from({ length: count }, () => ({ record, errors: { email: 'No.' } }));
			const refused = { status: false, error_code: '005', error_message: 'No.' };
			write(response, 400, { ...refused, error_details: details });
			return undefined;
		};
		const { main, error } = await run(create, rows);
		expect(error.map(({ json }) => json.reference)).toEqual(['R7']);
		expect(error[0]!.json.details).toMatchObject({ httpCode: 400 });
		expect(main).toHaveLength(19);
		expect(JSON.stringify(error).length).toBeLessThan(20_000);
	});

	test('a list that is refused so is told in moderation', async () => {
		const details = Array.from({ length: 100_000 }, (_, i) => ({ errors: { [`f${i}`]: 'No.' } }));
		standIn.answering = (_request, response) =>
			write(response, 400, { status: false, error_message: 'No.', error_details: details });
		const { error } = await run(list);
		expect((error[0]!.json.details as IDataObject).fields).toHaveLength(50);
		expect(JSON.stringify(error).length).toBeLessThan(20_000);
	});
});
