// SmarterPay amounts: pounds or pence is for the user to say. smarterpay.md 1, D3.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sentence } from '../../../nodes/shared/contract/failure';
import { countAndTotal, inPounds } from '../../../nodes/SmarterPay/resources/paymentLink/amounts';
import { contextOf, smarterPay } from '../support/nodeUnderTest';

const create = (more: INodeParameters): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: 'EP02AB12CD34EF56GH78',
	...more,
});
const first = (firstCollectionAmount: string, more: INodeParameters = {}) =>
	create({ additionalFields: { firstCollectionAmount }, ...more });
const sent = (parameters: INodeParameters, row?: IDataObject) =>
	smarterPay.request(parameters, row).body!.payment_link as IDataObject;
const refused = (parameters: INodeParameters, row?: IDataObject) =>
	(smarterPay.failure(parameters, row)?.fields ?? []).map(sentence);
const shown = (parameters: INodeParameters) =>
	smarterPay.editorFields(parameters).filter((name) => name === 'amountIn').length;

describe('the choice', () => {
	test('is shown once, and kept, wherever an amount stands and whichever way columns are mapped', () => {
		for (const dataMode of ['defineBelow', 'autoMapInputData']) {
			for (const amount of ['', '27.50', '={{ $json.amount }}']) {
				for (const other of ['', '1', '={{ $json.other }}']) {
					const parameters = first(other, { dataMode, amount, amountIn: 'pounds' });
					expect(shown(parameters)).toBe(1);
					const { parameters: kept } = contextOf(smarterPay.description, parameters).getNode();
					expect(kept.amountIn).toBe('pounds');
				}
			}
		}
	});

	test('is missed once, in a clear sentence, and not where there is no amount', () => {
		const missing = ['Amount In is not chosen: say whether amounts are in pounds or in pence'];
		expect(refused(create({ amount: '99' }))).toEqual(missing);
		expect(refused(first('99', { amount: '99' }))).toEqual(missing);
		expect(refused(first('99'))).toEqual(missing);
		expect(refused(create({}))).toEqual([]);
		const mapped = create({ dataMode: 'autoMapInputData' });
		expect(refused(mapped, { Amount: 99 })).toEqual(missing);
		expect(refused(mapped, { description: 'none' })).toEqual([]);
		expect(refused(mapped, { Amount: 99, 'Amount In': 'pence' })).toEqual([]);
	});
});

describe('what is sent', () => {
	test.each([
		['pounds', '27.50', '2750'],
		['pounds', '27.5', '2750'],
		['pounds', '99', '9900'],
		['pounds', '0.99', '99'],
		// Nothing says that it is refused.
		['pounds', '0.00', '0'],
		['pence', '2750', '2750'],
		['pence', '99', '99'],
	])('in %s %s is %s pence, in every amount', (amountIn, given, pence) => {
		expect(sent(create({ amountIn, amount: given })).amount).toBe(pence);
		expect(sent(first(given, { amountIn })).first_collection_amount).toBe(pence);
		const mapped = create({ amountIn, dataMode: 'autoMapInputData' });
		expect(sent(mapped, { Amount: given, 'First Collection Amount': given })).toMatchObject({
			amount: pence,
			first_collection_amount: pence,
		});
	});

	test.each([
		['pounds', '27.505', 'Amount "27.505" is not an amount in pounds'],
		['pounds', '1,000', 'Amount "1,000" is not an amount in pounds'],
		['pounds', '£27', 'Amount "£27" is not an amount in pounds'],
		['pence', '27.50', 'Amount "27.50" is not a whole number of pence'],
	])('in %s %s is refused', (amountIn, amount, message) => {
		expect(refused(create({ amountIn, amount }))).toEqual([expect.stringContaining(message)]);
	});
});

describe('what a run tells', () => {
	const { tell } = smarterPay.operation('paymentLink', 'create');
	const done = (amount: string | undefined, record: IDataObject | undefined) => ({
		request: { method: 'POST' as const, path: '', body: { payment_link: { amount } } },
		record,
	});

	test.each([
		['2750', '£27.50'],
		[99, '£0.99'],
		['5', '£0.05'],
		['0', '£0.00'],
		['00150', '£1.50'],
		['100000', '£1000.00'],
		['27.50', ''],
		[null, ''],
	])('%s pence are %s', (pence, pounds) => {
		expect(inPounds(pence)).toBe(pounds);
	});

	test('how many links, and their total', () => {
		expect(countAndTotal([{ amount: '2750' }])).toBe('1 payment link: £27.50 in total.');
		expect(countAndTotal([{ amount: '2750' }, { amount: '5500' }, {}])).toBe(
			'3 payment links: £82.50 in total, 1 with the amount of the page.',
		);
		expect(countAndTotal([{ amount: null }])).toBe('1 payment link, with the amount of the page.');
	});

	test('goes by what SmarterPay says, and in Check Only by what would be sent', () => {
		expect(tell!([done(undefined, { amount: '2750' })])).toEqual([
			'1 payment link: £27.50 in total.',
		]);
		expect(tell!([done('100', undefined), done('200', undefined)])).toEqual([
			'2 payment links: £3.00 in total.',
		]);
		expect(tell!([])).toEqual([]);
	});
});
