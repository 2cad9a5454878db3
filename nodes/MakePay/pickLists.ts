// Lists to pick from in the MakePay node. makepay.md 3.2, 3.3 and 3.8; none of the lists has pages.
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { searchRecords, type PickList } from '../shared/pickList';
import { API, makePay } from './provider';
import { invoicesIn } from './resources/bookkeepingInvoice/records';
import { customersIn } from './resources/customer/records';
import { paymentLinks as paymentLinksIn } from './resources/paymentLink/records';

const customers: PickList = {
	request: () => ({ method: 'GET', path: `${API}/customers` }),
	records: customersIn,
	entry: ({ name, email, clientId, uid, id }) => ({
		name: [name, email, clientId].filter(Boolean).join(' · ') || String(uid ?? id),
		value: String(uid ?? id),
	}),
};

const paymentLinks: PickList = {
	request: () => ({ method: 'GET', path: `${API}/payment-links` }),
	records: paymentLinksIn,
	entry: (link) => ({
		name: [
			link.title ?? link.label,
			[link.amount, link.fiatCurrency ?? link.currency].filter(Boolean).join(' '),
			String(link.created_at ?? link.createdAt ?? '').slice(0, 10),
			link.status,
			link.uid,
		]
			.filter(Boolean)
			.join(' · '),
		value: String(link.uid ?? link.id),
	}),
};

const invoices: PickList = {
	request: () => ({ method: 'GET', path: `${API}/bookkeeping/invoices` }),
	records: invoicesIn,
	entry: ({ invoiceNumber, title, totalAmount, currency, status, id, uid }) => ({
		name:
			[invoiceNumber, title, [totalAmount, currency].filter(Boolean).join(' '), status]
				.filter(Boolean)
				.join(' · ') || String(uid ?? id),
		value: String(uid ?? id),
	}),
};

export const methods = {
	listSearch: {
		async searchCustomers(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, makePay, customers, filter, token);
		},
		async searchInvoices(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, makePay, invoices, filter, token);
		},
		async searchPaymentLinks(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, makePay, paymentLinks, filter, token);
		},
	},
};
