// What is looked up after an answer was lost, saved or hidden: it is there once, however it is dated and written.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../support/harness';
import { KeyedLinks } from '../support/keyedStandIn';
import { kwikTime, KwikCustomers } from '../support/kwikStandIn';
import { createCustomers, customerRows, FAST, quickenClock, shortenWaits } from '../support/rows';
import { reset, useStandIn } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();
quickenClock();
jest.setTimeout(30_000);

const HOUR = 3_600_000;
const RETRY = { mode: 'retry', token: 'one execution' } as const;
const UNKNOWN = /is not known: look it up/;

describe('SmarterPay: a server error that is saved under the key', () => {
	const parameters = (
		{ description = '', ...more }: INodeParameters = {},
		options: IDataObject = {},
	): INodeParameters => ({
		resource: 'paymentLink',
		operation: 'create',
		ecommercePage: 'EP1',
		amount: '2750',
		amountIn: 'pence',
		description,
		additionalFields: { metadata: '={{ $json.order }}', ...more },
		simplify: false,
		options: { ...FAST, ...options },
	});
	const execute = async (
		execution: NodeRunOptions['execution'],
		credentials: object,
		more: { fields?: INodeParameters; options?: IDataObject } = {},
	) =>
		await runNode({
			type: 'smarterPay',
			parameters: parameters(more.fields, more.options),
			items: [{ order: 'order 7' }],
			credentials,
			execution: { ...execution },
			onError: 'continueErrorOutput',
		});
	const busy = { status: 503, body: { message: 'busy' } };

	test('and hides a link: a retry by hand an hour later makes no second one', async () => {
		const api = new KeyedLinks('smarterPay');
		api.fateOf = (_sent, count) => (count === 0 ? { ...busy, made: true } : undefined);
		standIn.answering = api.answer;
		const credentials = standIn.credentials('smarterPay');
		// The first execution sees no list that holds it yet, and may not send again.
		api.written = (link) => ({ ...link, status: 'pending' });
		await execute({ id: '1', token: RETRY.token }, credentials, { options: { maxRetries: 0 } });
		expect(api.links).toHaveLength(1);
		api.links[0]!.created_at = new Date(Date.now() - HOUR).toISOString().slice(0, 19);
		api.written = (link) => link;
		const { main, error } = await execute({ id: '2', ...RETRY }, credentials);
		expect(api.links).toHaveLength(1);
		expect(main).toEqual([]);
		expect(error[0]!.json.message).toMatch(UNKNOWN);
	});

	test('and hides a link that the list shows late: it is waited for, and no second one made', async () => {
		const api = new KeyedLinks('smarterPay');
		api.fateOf = (_sent, count) => (count === 0 ? { ...busy, made: true } : undefined);
		let looks = 0;
		standIn.answering = (received, response) => {
			const isEmpty = received.method === 'GET' && looks++ < 2;
			return isEmpty ? { payment_links: [] } : api.answer(received, response);
		};
		const { main } = await execute({ id: '1' }, standIn.credentials('smarterPay'));
		expect(main.map(({ json }) => json.id)).toEqual(['link_1']);
		expect(api.links).toHaveLength(1);
	});

	test('and hides nothing: each retry by hand gets further, whatever Max Retries says', async () => {
		for (const saved of [busy, { status: 400, body: { message: 'page is disabled' } }]) {
			for (const maxRetries of [0, 4]) {
				const api = new KeyedLinks('smarterPay');
				api.fateOf = () => ({ ...saved, made: false });
				standIn.answering = api.answer;
				const credentials = standIn.credentials('smarterPay');
				const options = { maxRetries };
				await execute({ id: '1', token: 'T' }, credentials, { options });
				for (let id = 2; id < 5; id++)
					await execute({ id: String(id), mode: 'retry', token: 'T' }, credentials, { options });
				api.fateOf = () => undefined;
				const { main } = await execute({ id: '9', mode: 'retry', token: 'T' }, credentials, {
					options,
				});
				expect(main).toHaveLength(1);
				expect(api.links).toHaveLength(1);
			}
		}
	});

	test.each<[string, INodeParameters, (link: IDataObject) => IDataObject]>([
		['amount as number', {}, (link) => ({ ...link, amount: Number(link.amount) })],
		[
			'a null',
			{ customerCustomReference: 'C' },
			(link) => ({ ...link, customer_custom_reference: null }),
		],
		[
			'a slash at the end',
			{ returnUrl: 'https://example.com' },
			(link) => ({ ...link, return_url: 'https://example.com/' }),
		],
		[
			'single blanks',
			{ description: 'Invoice  7' },
			(link) => ({ ...link, description: 'Invoice 7' }),
		],
	])(
		'and hides a link that the list writes with %s: no second one',
		async (_name, fields, written) => {
			const api = new KeyedLinks('smarterPay');
			api.fateOf = (_sent, count) => (count === 0 ? { ...busy, made: true } : undefined);
			api.written = written;
			standIn.answering = api.answer;
			await execute({ id: '1' }, standIn.credentials('smarterPay'), { fields });
			expect(api.links).toHaveLength(1);
		},
	);
});

describe('Kwik', () => {
	const [row] = customerRows(1);
	const upsert: INodeParameters = { ...createCustomers(), operation: 'upsert' };
	const execute = async (
		parameters: INodeParameters,
		credentials: object,
		execution: NodeRunOptions['execution'] = {},
		items = [row!],
	) =>
		await runNode({
			type: 'kwik',
			parameters,
			items,
			credentials,
			execution,
			onError: 'continueErrorOutput',
		});

	/** Every creation is carried out and its answer lost; the list writes customers in its own way. */
	const loseAll = (written: (customer: IDataObject) => IDataObject) => {
		const customers = new KwikCustomers();
		standIn.answering = (request, response) => {
			const answer = customers.carryOut(request);
			if (request.method === 'POST') return reset(response);
			return { ...answer, results: customers.stored.map(written) };
		};
		return customers;
	};

	test.each<[string, IDataObject, (customer: IDataObject) => IDataObject]>([
		['in small letters', row!, (c) => ({ ...c, reference: String(c.reference).toLowerCase() })],
		[
			'as a number',
			{ ...row!, reference: '0042' },
			(c) => ({ ...c, reference: Number(c.reference) }),
		],
	])('a reference that is stored %s is found after a lost answer', async (_name, item, written) => {
		const customers = loseAll(written);
		const { main } = await execute(createCustomers(), standIn.credentials('kwik'), {}, [item]);
		expect(main[0]!.json.id).toBe('cus_1');
		expect(customers.stored).toHaveLength(1);
	});

	test('customers dated an hour before the clock of the answers are not made twice', async () => {
		const dated = (customer: IDataObject) => ({
			...customer,
			created_at: kwikTime(Date.now() - HOUR),
		});
		for (const parameters of [createCustomers(), upsert]) {
			const customers = loseAll(dated);
			const { main, error } = await execute(parameters, standIn.credentials('kwik'));
			expect(customers.stored).toHaveLength(1);
			if (parameters === upsert) expect(main[0]!.json.id).toBe('cus_1');
			else expect(error[0]!.json.message).toMatch(UNKNOWN);
		}
	});

	test('Retry pressed twice: the customers are made once', async () => {
		const customers = new KwikCustomers();
		standIn.answering = async (request) => {
			// What both have read is old by the time they send.
			const answer = request.method === 'GET' ? structuredClone(customers.carryOut(request)) : {};
			await new Promise((resolve) => setTimeout(resolve, 60));
			return request.method === 'GET' ? answer : customers.carryOut(request);
		};
		const credentials = standIn.credentials('kwik');
		const rows = customerRows(5);
		const both = await Promise.all(
			['2', '3'].map(
				async (id) => await execute(createCustomers(), credentials, { id, ...RETRY }, rows),
			),
		);
		expect(customers.stored).toHaveLength(5);
		const [first, second] = both.map(({ main }) => main.map(({ json }) => json.id));
		expect(second).toEqual(first);
	});
});
