// The list of SmarterPay payment links: all filters and sorts of the document. smarterpay.md 2.4.
import type { INodeParameters } from 'n8n-workflow';
import { smarterPay } from '../support/nodeUnderTest';

const list = (more: INodeParameters): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'getAll',
	...more,
});

describe('getAll', () => {
	const filters = {
		id: 'PL01GOVWD48GD28N0M76',
		customerAccountId: 'CA01OQW39P4GY7J56NXL',
		bankAccountId: 'BA01VQY3LJO0NLPE61OG',
		mandateId: 'MA01',
		recurrenceScheduleId: 'RS01',
		ecommercePageId: 'EP02KO5D0G80XMPERW4V',
		auddis: 'INV',
		bankAccountCustomReference: 'bank',
		cardPaymentCustomReference: 'card',
		customerCustomReference: 'customer',
		recurrenceScheduleCustomReference: 'schedule',
	};

	test('sends all eleven filters, sort field and order', () => {
		const sort = { sortField: 'id', sortOrder: 'desc' };
		expect(smarterPay.request(list({ filters, sort }))).toStrictEqual({
			method: 'GET',
			path: '/paymentlinks',
			query: {
				id: 'PL01GOVWD48GD28N0M76',
				customer_account_id: 'CA01OQW39P4GY7J56NXL',
				bank_account_id: 'BA01VQY3LJO0NLPE61OG',
				mandate_id: 'MA01',
				recurrence_schedule_id: 'RS01',
				ecommerce_page_id: 'EP02KO5D0G80XMPERW4V',
				auddis: 'INV',
				bank_account_custom_reference: 'bank',
				card_payment_custom_reference: 'card',
				customer_custom_reference: 'customer',
				recurrence_schedule_custom_reference: 'schedule',
				sort_field: 'id',
				sort_order: 'desc',
			},
		});
	});

	test('offers those filters and sorts, and no other', () => {
		expect(smarterPay.editorFields(list({}))).toEqual(
			[
				...Object.keys(filters).map((name) => `filters.${name}`),
				...['sort.sortField', 'sort.sortOrder', 'returnAll', 'limit', 'simplify'],
			].sort(),
		);
	});

	test('always sends the order, and leaves empty filters out (D11, D12)', () => {
		expect(smarterPay.request(list({ filters: { mandateId: '', auddis: ' ' } })).query).toEqual({
			sort_field: 'created_at',
			sort_order: 'asc',
		});
	});

	test('keeps only links to which every exact filter applies', () => {
		const { list: rule } = smarterPay.operation('paymentLink', 'getAll');
		const keep = rule!.keep!(smarterPay.request(list({ filters })))!;
		const link = {
			id: 'PL01GOVWD48GD28N0M76',
			customer_account: 'CA01OQW39P4GY7J56NXL',
			bank_account: 'BA01VQY3LJO0NLPE61OG',
			mandate: 'MA01',
			recurrence_schedule: 'RS01',
			ecommerce_page: 'EP02KO5D0G80XMPERW4V',
			auddis: null,
		};
		expect(keep(link)).toBe(true);
		for (const name of Object.keys(link).filter((key) => key !== 'auddis')) {
			expect(keep({ ...link, [name]: 'other' })).toBe(false);
		}
		expect(rule!.keep!(smarterPay.request(list({})))).toBeUndefined();
	});
});
