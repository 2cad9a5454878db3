import type { IDataObject } from 'n8n-workflow';
import { withDataMode } from '../../../shared/dataMode';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { apiVersion, customerType, nameFields, optionalFields, reference } from './fields';
import { allRecords, findCreated } from './records';

/** Creates a customer. Kwik `POST /1.0|2.0/customers/create`, kwik.md 2.2 and 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer',
	description: 'Create a customer that portal links can be issued for',
	properties: withDataMode([
		apiVersion,
		reference,
		customerType,
		...nameFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: optionalFields,
		},
	]),
	request: (item) => {
		const record = item.record();
		refuseNameless(item, record);
		return {
			method: 'POST',
			path: `/${item.text('apiVersion')}/customers/create`,
			body: { records: [record] },
		};
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	reconcile: findCreated,
	result: allRecords,
};

/** D14: a customer is a company with its name, or a person with name and surname. */
function refuseNameless(item: Item, record: IDataObject): void {
	if (record.company_name) return;
	if (item.text('customerType') === 'company') {
		item.refuse('companyName', 'is required for a company');
		return;
	}
	if (!record.person_name) item.refuse('personName', 'is required, unless companyName is given');
	if (!record.person_surname)
		item.refuse('personSurname', 'is required, unless companyName is given');
}
