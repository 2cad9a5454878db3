// Lists to pick from in the SmarterPay node. smarterpay.md 2.4 and 3.1.
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { listIn } from '../shared/contract/json';
import { searchRecords, type PickList } from '../shared/pickList';
import { smarterPay } from './provider';
import { inPounds } from './resources/paymentLink/amounts';
import { inPages, paymentLinks as paymentLinksIn } from './resources/paymentLink/records';

/** Links per page: the newest first, so that the first page mostly has the one that is wanted. */
const paging = inPages(100);

const paymentLinks: PickList = {
	request: () => ({
		method: 'GET',
		path: '/paymentlinks',
		query: { sort_field: 'created_at', sort_order: 'desc' },
	}),
	records: paymentLinksIn,
	paging,
	entry: (link) => ({
		name: [link.description, inPounds(link.amount), day(link.created_at), link.status, link.id]
			.filter(Boolean)
			.join(' · '),
		value: String(link.id),
	}),
};

/** The plural path follows the pattern of the others; where it does not exist the ID is given by hand. */
const customerAccounts: PickList = {
	request: () => ({ method: 'GET', path: '/customeraccounts' }),
	records: listIn('customer_accounts', 'Customer_Accounts'),
	paging,
	entry: (account) => ({
		name: [
			[account.first_name, account.last_name].filter(Boolean).join(' '),
			account.company_name,
			account.email,
			account.custom_reference,
			account.id,
		]
			.filter(Boolean)
			.join(' · '),
		value: String(account.id),
	}),
};

function day(time: unknown): string {
	return typeof time === 'string' ? time.slice(0, 10) : '';
}

export const methods = {
	listSearch: {
		async searchCustomerAccounts(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, smarterPay, customerAccounts, filter, token);
		},
		async searchPaymentLinks(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, smarterPay, paymentLinks, filter, token);
		},
	},
};
