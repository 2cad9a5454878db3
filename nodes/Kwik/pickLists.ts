// Lists to pick from in the Kwik node: customers (kwik.md 2.4) and lookup values (kwik.md 3.2).
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { listIn } from '../shared/contract/json';
import { loadOptions, searchRecords, type PickList } from '../shared/pickList';
import { kwik } from './provider';
import { allRecords, nameOf } from './resources/customer/records';

const customers: PickList = {
	request: (apiVersion) => ({ method: 'GET', path: `/${apiVersion}/customers/list` }),
	records: allRecords,
	entry: (record) => ({ name: customerLabel(record), value: String(record.id) }),
};

/** The lookup values of an answer (kwik.md 3.2). */
export const lookupValues = listIn('lookups');

/** What a person recognises a customer by: name, then reference and e-mail. */
function customerLabel(customer: IDataObject): string {
	return [nameOf(customer), customer.reference, customer.email].filter(Boolean).join(' · ');
}

/** The lookup values of one type, named as the API version of the fields that take them does. */
function valuesOf(type: string, only?: string): PickList {
	return {
		request: (apiVersion) => ({ method: 'GET', path: `/${only ?? apiVersion}/lookups/${type}` }),
		records: lookupValues,
		entry: (value, apiVersion) => ({
			name: String(value.title),
			value: lookupName(value, only ?? apiVersion),
		}),
	};
}

/** What a field calls a lookup value: V1 goes by its id, V2 by its enum text. */
export function lookupName(value: IDataObject, apiVersion: string): string {
	return String((apiVersion === '2.0' ? value.enum : value.id) ?? '');
}

const optionsOf = (type: string, only?: string) =>
	async function (this: ILoadOptionsFunctions) {
		return await loadOptions(this, kwik, valuesOf(type, only));
	};

export const methods = {
	listSearch: {
		async searchCustomers(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, kwik, customers, filter, token);
		},
	},
	loadOptions: {
		async getArchivedStatuses(this: ILoadOptionsFunctions) {
			const statuses = await loadOptions(this, kwik, valuesOf('customer_status'));
			return [{ name: 'Automatic (Archived or Disabled)', value: '' }, ...statuses];
		},
		// V1 has no such field.
		getClientTypes: optionsOf('client_type', '2.0'),
		getCustomerStatuses: optionsOf('customer_status'),
		getIdTypes: optionsOf('id_type'),
	},
};
