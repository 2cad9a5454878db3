// Lists to pick from in the MakePay node. makepay.md 3.2 and 3.3; neither list has pages.
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { searchRecords, type PickList } from '../shared/pickList';
import { API, makePay } from './provider';
import { customersIn } from './resources/customer/getAll';
import { paymentLinks as paymentLinksIn } from './resources/paymentLink/records';

const customers: PickList = {
	request: { method: 'GET', path: `${API}/customers` },
	records: customersIn,
	entry: ({ name, email, clientId, uid, id }) => ({
		name: [name, email, clientId].filter(Boolean).join(' · ') || String(uid ?? id),
		value: String(uid ?? id),
	}),
};

const paymentLinks: PickList = {
	request: { method: 'GET', path: `${API}/payment-links` },
	records: paymentLinksIn,
	entry: (link) => ({
		name: [
			link.title ?? link.label,
			[link.amount, link.fiatCurrency ?? link.currency].filter(Boolean).join(' '),
			String(link.created_at ?? '').slice(0, 10),
			link.status,
			link.uid,
		]
			.filter(Boolean)
			.join(' · '),
		value: String(link.uid ?? link.id),
	}),
};

export const methods = {
	listSearch: {
		async searchCustomers(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, makePay, customers, filter, token);
		},
		async searchPaymentLinks(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, makePay, paymentLinks, filter, token);
		},
	},
};
