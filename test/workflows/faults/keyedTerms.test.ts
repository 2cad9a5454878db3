// Answers that are saved under a key: whose they are, what they say, and what a refusal after a lost answer says.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { KeyedLinks } from '../support/keyedStandIn';
import { FAST, shortenWaits } from '../support/rows';
import { reset, useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

type Type = 'smarterPay' | 'makePay';
const BASE: Record<Type, INodeParameters> = {
	smarterPay: { ecommercePage: 'EP1', amount: '2750', amountIn: 'pence' },
	makePay: { title: 'x', amount: '5' },
};
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const execute = async (
	type: Type,
	operation: string,
	parameters: INodeParameters,
	credentials: object,
	items: IDataObject[] = [{}],
) =>
	await runNode({
		type,
		parameters: {
			resource: 'paymentLink',
			operation,
			simplify: false,
			...parameters,
			options: { ...FAST, ...(parameters.options as IDataObject) },
		},
		items,
		credentials,
		onError: 'continueErrorOutput',
	});
const MINE = { avoidDuplicatesBy: 'my own key' };

/** Fields where the node has them: the description of a SmarterPay link stands on top. */
const placed = (type: Type, { description, ...fields }: IDataObject): INodeParameters =>
	(type === 'smarterPay'
		? { description, additionalFields: fields }
		: { additionalFields: { description, ...fields } }) as INodeParameters;

describe('a second Create with the same Avoid Duplicates By', () => {
	const createTwice = async (type: Type, first: IDataObject, second: IDataObject) => {
		const api = new KeyedLinks(type);
		standIn.answering = api.answer;
		const credentials = standIn.credentials(type);
		const create = async (fields: IDataObject) =>
			await execute(
				type,
				'create',
				{ ...BASE[type], ...placed(type, fields), ...MINE },
				credentials,
			);
		await create(first);
		const { main, error } = await create(second);
		expect(api.links).toHaveLength(1);
		return { main, error };
	};

	test.each<[Type, IDataObject, IDataObject]>([
		['smarterPay', { startDate: '2027-01-01' }, { startDate: '2027-02-01' }],
		['smarterPay', { endDate: '2027-01-01' }, { endDate: '2027-02-01' }],
		['smarterPay', { firstCollectionDate: '2027-01-01' }, { firstCollectionDate: '2027-02-01' }],
		['smarterPay', { returnUrl: 'https://a.example' }, { returnUrl: 'https://b.example' }],
		['smarterPay', { bankAccountCustomReference: 'A' }, { bankAccountCustomReference: 'B' }],
		['smarterPay', { metadata: 'A' }, { metadata: 'B' }],
		['smarterPay', { metadata: 'A' }, {}],
		['smarterPay', { description: 'INV-1-23' }, { description: 'INV-12-3' }],
		['smarterPay', { description: '007' }, { description: '7' }],
		['smarterPay', { description: '1e3' }, { description: '1000' }],
		['makePay', { orderId: 'INV-1-23' }, { orderId: 'INV-12-3' }],
		['makePay', { description: 'one' }, { description: 'two' }],
	])('%s: %j is not handed out for %j', async (type, first, second) => {
		const { main, error } = await createTwice(type, first, second);
		expect(main).toEqual([]);
		expect(error[0]!.json.error).toMatch(/had done this before with other values/);
	});

	test.each<[Type, IDataObject]>([
		['smarterPay', {}],
		['smarterPay', { startDate: '2027-01-01', metadata: '{"a":1}', description: 'Invoice 7' }],
		['makePay', { orderId: 'INV-7', metadata: '{"a":1}', clientId: 'c' }],
	])('%s: %j gives the link of the first', async (type, fields) => {
		const { main } = await createTwice(type, fields, fields);
		expect(main[0]!.json.id).toBe('link_1');
	});
});

describe('an archived MakePay link', () => {
	test.each<[IDataObject, boolean]>([
		[{ status: 'archived' }, true],
		[{ status: 'active' }, false],
		[{ extendExpirationTime: '1d' }, false],
		[{ status: 'archived', invoicePdfUrl: 'https://x.example/i.pdf' }, false],
	])('asked for %j: success is %j', async (updateFields, success) => {
		standIn.answering = ({ method }, response) =>
			method === 'GET'
				? { paymentLink: { id: 'l', uid: 'l', status: 'archived' } }
				: write(response, 409, { ok: false, errorCode: 'payment_link_already_archived' });
		const { main, error } = await execute(
			'makePay',
			'update',
			{ paymentLinkId: byId('l'), updateFields: updateFields as INodeParameters },
			standIn.credentials('makePay'),
		);
		expect([main.length, error.length]).toEqual(success ? [1, 0] : [0, 1]);
	});
});

describe('a creation whose answer is lost, and then a refusal', () => {
	const refusals: Array<[number, unknown]> = [
		[404, '<html>no such route</html>'],
		[400, '<html>Bad Request (proxy)</html>'],
		[413, '<html>'],
		[451, ''],
		[422, { error: 'idempotency key in use', message: 'Idempotency key in use' }],
	];
	const after = async (type: Type, status: number, body: unknown) => {
		let count = 0;
		standIn.answering = (_request, response) =>
			count++ === 0 ? reset(response) : write(response, status, body);
		const { error } = await execute(type, 'create', BASE[type], standIn.credentials(type));
		return String(error[0]!.json.message);
	};

	test.each(
		refusals.flatMap(([...refusal]) =>
			(['smarterPay', 'makePay'] as const).map((type) => [type, ...refusal] as const),
		),
	)('%s: %s %j does not say that nothing was made', async (type, status, body) => {
		expect(await after(type, status, body)).toMatch(/is not known: look it up/);
	});

	test.each(['smarterPay', 'makePay'] as const)('%s: its own 400 does', async (type) => {
		expect(await after(type, 400, { error: 'amount is too small' })).not.toMatch(/is not known/);
	});
});
