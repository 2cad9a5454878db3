// SmarterPay payment links: requests equal the documents' samples, answers become links. smarterpay.md 2.
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import { byId, smarterPay } from '../support/nodeUnderTest';

function hintsOf(notes: RunNotes): string[] {
	const hints: string[] = [];
	const addExecutionHints = ({ message }: { message: string }) => hints.push(message);
	notes.tell({ addExecutionHints } as unknown as IExecuteFunctions, 'SmarterPay');
	return hints;
}

const parameters =
	(operation: string, base: INodeParameters = {}) =>
	(more: INodeParameters): INodeParameters => ({
		resource: 'paymentLink',
		operation,
		...base,
		...more,
	});
const create = parameters('create', { ecommercePage: 'EP02AB12CD34EF56GH78' });
const update = parameters('update', { paymentLinkId: byId('PL01GOVWD48GD28N0M76') });
const metadata = {
	metadata: 'link',
	metadata_account_validation: 'validation',
	metadata_bank_account: 'bank account',
	metadata_card: 'card',
	metadata_customer_account: 'customer',
	metadata_mandate: 'mandate',
	metadata_recurrence_schedule: 'schedule',
};
const metadataParameters = {
	metadata: 'link',
	metadataAccountValidation: 'validation',
	metadataBankAccount: 'bank account',
	metadataCard: 'card',
	metadataCustomerAccount: 'customer',
	metadataMandate: 'mandate',
	metadataRecurrenceSchedule: 'schedule',
};

describe('create', () => {
	test('sends the sample of the document', () => {
		expect(
			smarterPay.request(create({ customerAccountId: byId('CA0112AB34CD56EF78GH') })),
		).toStrictEqual({
			method: 'POST',
			path: '/paymentlink',
			body: {
				payment_link: {
					ecommerce_page: 'EP02AB12CD34EF56GH78',
					customer_account: 'CA0112AB34CD56EF78GH',
				},
			},
		});
	});

	test('sends all 24 properties of the document, amounts and dates as text', () => {
		const { body } = smarterPay.request(
			create({
				customerAccountId: byId('CA01OQW39P4GY7J56NXL'),
				amount: 2750,
				amountIn: 'pence',
				description: 'Payment Plan',
				linkedRecords: {
					bankAccount: 'BA01VQY3LJO0NLPE61OG',
					mandate: 'MA01',
					recurrenceSchedule: 'RS01',
				},
				additionalFields: {
					auddis: 'INVOICE-1042',
					startDate: '2026-01-31T00:00:00',
					endDate: '2026-12-31',
					firstCollectionAmount: '1000',
					firstCollectionDate: '2026-02-15',
					returnUrl: 'https://example.com/thank-you?order=1',
					bankAccountCustomReference: 'bank-1',
					cardPaymentCustomReference: 'card-1',
					customerCustomReference: 'customer-1',
					recurrenceScheduleCustomReference: 'schedule-1',
					...metadataParameters,
				},
			}),
		);
		const { payment_link: link } = body as { payment_link: IDataObject };
		expect(link).toStrictEqual({
			ecommerce_page: 'EP02AB12CD34EF56GH78',
			customer_account: 'CA01OQW39P4GY7J56NXL',
			bank_account: 'BA01VQY3LJO0NLPE61OG',
			mandate: 'MA01',
			recurrence_schedule: 'RS01',
			amount: '2750',
			auddis: 'INVOICE-1042',
			description: 'Payment Plan',
			start_date: '2026-01-31',
			end_date: '2026-12-31',
			first_collection_amount: '1000',
			first_collection_date: '2026-02-15',
			return_url: 'https://example.com/thank-you?order=1',
			bank_account_custom_reference: 'bank-1',
			card_payment_custom_reference: 'card-1',
			customer_custom_reference: 'customer-1',
			recurrence_schedule_custom_reference: 'schedule-1',
			...metadata,
		});
		expect(Object.keys(link)).toHaveLength(24);
	});

	test('turns a metadata object into JSON text (D5)', () => {
		const additionalFields = { metadata: { order: 1 }, metadataCard: ['a'] };
		const { body } = smarterPay.request(create({ additionalFields }));
		expect(body).toMatchObject({
			payment_link: { metadata: '{"order":1}', metadata_card: '["a"]' },
		});
	});

	test('needs the page only: which linked record it expects is for SmarterPay to say (D2)', () => {
		expect(smarterPay.request(create({})).body).toStrictEqual({
			payment_link: { ecommerce_page: 'EP02AB12CD34EF56GH78' },
		});
		expect(smarterPay.problems(create({ ecommercePage: '' }))).toEqual([
			'ecommercePage: is required',
		]);
	});

	test('refuses an end before the start', () => {
		const additionalFields = { startDate: '2026-02-01', endDate: '2026-01-31' };
		expect(smarterPay.problems(create({ additionalFields }))).toEqual([
			'endDate: is before Start Date (2026-02-01)',
		]);
	});
});

describe('update', () => {
	test('sends each of the seven metadata fields alone', () => {
		const wireNames = Object.entries(metadata);
		Object.entries(metadataParameters).forEach(([name, value], index) => {
			expect(smarterPay.request(update({ updateFields: { [name]: value } }))).toStrictEqual({
				method: 'PUT',
				path: '/paymentlink/PL01GOVWD48GD28N0M76',
				body: { payment_link: Object.fromEntries([wireNames[index]!]) },
			});
		});
	});

	test('sends all seven together, and the status with them', () => {
		const updateFields = { ...metadataParameters, status: 'expired' };
		const { body } = smarterPay.request(update({ updateFields }));
		expect(body).toStrictEqual({ payment_link: { ...metadata, status: 'expired' } });
	});

	test('a wrong value is the only problem told: the update is not empty besides', () => {
		expect(smarterPay.problems(update({ updateFields: { metadata: 'x'.repeat(1001) } }))).toEqual([
			expect.stringMatching(/^metadata: /),
		]);
	});

	test('ends a link and sets its metadata in the same call; no other status can be given', () => {
		const { body } = smarterPay.request(
			update({ updateFields: { status: 'expired', metadata: 'paid by phone' } }),
		);
		expect(body).toStrictEqual({
			payment_link: { status: 'expired', metadata: 'paid by phone' },
		});
		expect(smarterPay.problems(update({ updateFields: { status: 'active' } }))).toEqual([
			'status: is not "expired", the only status a link can be given: leave it out otherwise',
		]);
	});

	test('a mapped column status is known', () => {
		const notes = new RunNotes();
		const parameters = update({ dataMode: 'autoMapInputData' });
		const [outcome] = smarterPay.outcomes(parameters, [{ status: 'expired' }], { notes });
		expect(outcome).toMatchObject({
			value: { request: { body: { payment_link: { status: 'expired' } } } },
		});
		expect(hintsOf(notes)).toEqual([]);
	});

	test('refuses an update without fields and one without id', () => {
		expect(smarterPay.problems(update({}))).toEqual([expect.stringMatching(/^updateFields: /)]);
		const noId = update({ paymentLinkId: byId(''), updateFields: { metadata: 'x' } });
		expect(smarterPay.problems(noId)).toEqual(['paymentLinkId: is required']);
	});
});

describe('get and expire', () => {
	const id = { paymentLinkId: byId('PL01GOVWD48GD28N0M76') };

	test('get sends the id in the path and nothing else', () => {
		expect(smarterPay.request(parameters('get', id)({}))).toStrictEqual({
			method: 'GET',
			path: '/paymentlink/PL01GOVWD48GD28N0M76',
		});
	});

	test('expire sends the sample of the document', () => {
		expect(smarterPay.request(parameters('expire', id)({}))).toStrictEqual({
			method: 'PUT',
			path: '/paymentlink/PL01GOVWD48GD28N0M76',
			body: { payment_link: { status: 'expired' } },
		});
	});

	test('ids are percent-encoded in the path (D18)', () => {
		const awkward = { paymentLinkId: byId('a/b?c=ü&d#') };
		for (const operation of ['get', 'expire']) {
			expect(smarterPay.request(parameters(operation, awkward)({})).path).toBe(
				'/paymentlink/a%2Fb%3Fc%3D%C3%BC%26d%23',
			);
		}
	});
});
