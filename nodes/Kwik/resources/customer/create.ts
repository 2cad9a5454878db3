import type { IDataObject } from 'n8n-workflow';
import type { FieldProblem } from '../../../shared/contract/field';
import type { Operation } from '../../../shared/contract/operation';
import { additionalFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { apiVersion, customerType, nameFields, optionalFields, reference } from './fields';
import { allRecords, findCreated } from './records';

/** What a customer is made of; *Create or Update* asks for the same. */
export const properties = withDataMode([
	apiVersion,
	reference,
	customerType,
	...nameFields,
	additionalFields(optionalFields),
]);

/** Creates a customer. Kwik `POST /1.0|2.0/customers/create`, kwik.md 2.2 and 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer',
	description: 'Create a customer that portal links can be issued for',
	properties,
	request: (item) => {
		const record = item.record();
		const problem = item.isSound ? missingName(record) : undefined;
		if (problem) item.refuse(problem.field, problem.message);
		return {
			method: 'POST',
			path: `/${item.text('apiVersion')}/customers/create`,
			record,
		};
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	reconcile: findCreated,
	result: allRecords,
};

/** D14: a customer is a company with its name, or a person with name and surname. */
export function missingName(record: IDataObject): FieldProblem | undefined {
	if (record.company_name || (record.person_name && record.person_surname)) return undefined;
	return {
		field: record.person_name ? 'personSurname' : 'personName',
		message: 'is missing: a person needs personName and personSurname, a company companyName',
	};
}
