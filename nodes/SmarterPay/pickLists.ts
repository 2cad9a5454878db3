// Lists to pick from in the SmarterPay node. smarterpay.md 2.4 and 3.1.
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { searchRecords, type SearchRule } from '../shared/pickList';
import { smarterPay } from './provider';

/** Links per page: the newest first, so that the first page mostly has the one that is wanted. */
const PAGE_SIZE = 100;

const paymentLinks: SearchRule = {
	request: (page) => ({
		method: 'GET',
		path: '/paymentlinks',
		query: { limit: PAGE_SIZE, page_no: page, sort_field: 'created_at', sort_order: 'desc' },
	}),
	records: (body) =>
		Array.isArray(body.payment_links) ? (body.payment_links as IDataObject[]) : undefined,
	pageSize: PAGE_SIZE,
	entry: (link) => ({
		name: [link.description, pounds(link.amount), day(link.created_at), link.status, link.id]
			.filter(Boolean)
			.join(' · '),
		value: String(link.id),
	}),
};

/** The plural path follows the pattern of the others; where it does not exist the ID is given by hand. */
const customerAccounts: SearchRule = {
	request: (page) => ({
		method: 'GET',
		path: '/customeraccounts',
		query: { limit: PAGE_SIZE, page_no: page },
	}),
	records: (body) => {
		const list = body.customer_accounts ?? body.Customer_Accounts;
		return Array.isArray(list) ? (list as IDataObject[]) : undefined;
	},
	pageSize: PAGE_SIZE,
	entry: (account) => ({
		name: [
			[account.first_name, account.last_name].filter(Boolean).join(' '),
			account.company_name,
			account.email,
			account.custom_reference,
		]
			.filter(Boolean)
			.join(' · '),
		value: String(account.id),
	}),
};

/** `2750` → `£27.50`. */
function pounds(amount: unknown): string {
	const pence = typeof amount === 'string' && /^\d+$/.test(amount) ? amount.padStart(3, '0') : '';
	return pence && `£${pence.slice(0, -2)}.${pence.slice(-2)}`;
}

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
