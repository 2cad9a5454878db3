import type { IDataObject } from 'n8n-workflow';
import type { FieldProblem } from '../../../shared/contract/field';
import type { Operation } from '../../../shared/contract/operation';
import { additionalFields, output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { contactFields, customerType, nameFields, optionalFields, reference } from './fields';
import { allRecords, findCreated, simplifiedCustomer } from './records';

/** What a customer is made of; *Create or Update* asks for the same. */
export const properties = [
	...withDataMode(
		[
			reference,
			customerType,
			...nameFields,
			...contactFields,
			{
				...additionalFields(optionalFields),
				hint: 'DebiCheck mandates need a person with ID Type, ID Number and Contact Number',
			},
		],
		'and either Company Name or Person Name with Person Surname',
	),
	...output,
];

/** What a row goes by in sentences. */
export const namedBy = ['reference', 'email'];

/** Creates a customer. Kwik `POST /1.0|2.0/customers/create`, kwik.md 2.2 and 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create customer',
	description: 'Create a customer that portal links can be issued for',
	properties,
	namedBy,
	request: (item) => {
		const record = item.record();
		const problem = item.isSound ? missingName(record) : undefined;
		if (problem) item.refuseMissing(problem.field, problem.message);
		return { method: 'POST', path: `/${item.apiVersion}/customers/create`, record };
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	reconcile: findCreated,
	result: allRecords,
	simplify: simplifiedCustomer,
};

/** D14: a customer is a company with its name, or a person with name and surname. */
export function missingName(record: IDataObject): FieldProblem | undefined {
	if (record.company_name || (record.person_name && record.person_surname)) return undefined;
	const [field, label] = record.person_name
		? ['personSurname', 'Person Surname']
		: ['personName', 'Person Name'];
	return {
		field,
		label,
		message: 'is missing: a person needs Person Name and Person Surname, a company Company Name',
	};
}
