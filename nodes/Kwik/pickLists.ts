// Lists to pick from in the Kwik node: customers (kwik.md 2.4) and lookup values (kwik.md 3.2).
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { listIn } from '../shared/contract/json';
import { loadOptions, searchRecords, type PickList } from '../shared/pickList';
import { kwik } from './provider';
import { allRecords } from './resources/customer/records';

const customers: PickList = {
	request: { method: 'GET', path: '/1.0/customers/list' },
	records: allRecords,
	entry: (record) => ({ name: customerLabel(record), value: String(record.id) }),
};

/** The lookup values of an answer (kwik.md 3.2). */
export const lookupValues = listIn('lookups');

/** What a person recognises a customer by: name, then reference and e-mail. */
function customerLabel({
	company_name,
	person_name,
	person_surname,
	reference,
	email,
}: IDataObject): string {
	const name = company_name ?? [person_name, person_surname].filter(Boolean).join(' ');
	return [name, reference, email].filter(Boolean).join(' · ');
}

/** The lookup values of one type. V1 names a value by its id, V2 by its enum text. */
function valuesOf(type: string, key: 'id' | 'enum'): PickList {
	return {
		request: { method: 'GET', path: `/${key === 'id' ? '1.0' : '2.0'}/lookups/${type}` },
		records: lookupValues,
		entry: (value) => ({ name: String(value.title), value: String(value[key] ?? '') }),
	};
}

const optionsOf = (type: string, key: 'id' | 'enum') =>
	async function (this: ILoadOptionsFunctions) {
		return await loadOptions(this, kwik, valuesOf(type, key));
	};

export const methods = {
	listSearch: {
		async searchCustomers(this: ILoadOptionsFunctions, filter?: string, token?: string) {
			return await searchRecords(this, kwik, customers, filter, token);
		},
	},
	loadOptions: {
		async getArchivedStatuses(this: ILoadOptionsFunctions) {
			const statuses = await loadOptions(this, kwik, valuesOf('customer_status', 'id'));
			return [{ name: 'Automatic (Archived or Disabled)', value: '' }, ...statuses];
		},
		getClientTypeEnums: optionsOf('client_type', 'enum'),
		getCustomerStatuses: optionsOf('customer_status', 'id'),
		getCustomerStatusEnums: optionsOf('customer_status', 'enum'),
		getIdTypes: optionsOf('id_type', 'id'),
		getIdTypeEnums: optionsOf('id_type', 'enum'),
	},
};
