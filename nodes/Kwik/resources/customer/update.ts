import { compact } from '../../../shared/contract/json';
import { labelOf, type Field } from '../../../shared/contract/field';
import type { Operation } from '../../../shared/contract/operation';
import { output, updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { changeOf, customerId, customerNamed, customerOf, keyOf } from './customerId';
import { changeableNames, contactFields, optionalFields } from './fields';
import { allRecords, simplifiedCustomer } from './records';

const updatableFields: Field[] = [...contactFields, ...changeableNames, ...optionalFields];

/** D4: the reference identifies the customer for its owner, so it can be changed but not cleared, as can a status. */
const clearableFields = updatableFields.filter(
	({ name }) => name !== 'reference' && name !== 'customerStatus',
);

/** Changes a customer's fields. Kwik `POST customers/update`, kwik.md 2.3 and 3.1. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update customer',
	description: 'Change fields of a customer',
	properties: [
		...withDataMode([
			customerId,
			{
				...updateFields(updatableFields),
				hint: 'Changes do not reach DebiCheck mandates; payments follow only when they run as EFT debit orders',
				description: 'The fields to change; all others stay as they are',
			},
		]),
		{
			displayName: 'Fields to Clear',
			name: 'fieldsToClear',
			type: 'multiOptions',
			default: [],
			description: 'The fields to empty. Kwik refuses this for fields it requires.',
			options: clearableFields
				.map((field) => ({ name: labelOf(field), value: field.name }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		},
		...output,
	],
	namedBy: ['customerId', 'reference', 'email'],
	changes: 'Choose it under Fields to Clear to empty it.',
	request: (item) => {
		const { id, lookFor, located } = customerOf(item);
		const cleared = item.cleared('fieldsToClear', clearableFields);
		const set = item.record();
		for (const field of Object.keys(cleared).filter((name) => name in set)) {
			item.refuse(
				'fieldsToClear',
				`clears ${field}, which Update Fields sets: choose one of the two`,
			);
		}
		// The list would not find the customer again by a name that has changed.
		const { by } = located;
		const renamed = by === 'id' ? undefined : set[by];
		if (renamed !== undefined && keyOf({ by, value: String(renamed) }) !== keyOf(located)) {
			item.refuse(
				by,
				'names the customer, so it cannot be changed at once: name the customer By ID',
				renamed,
			);
		}
		const changes = { ...set, ...cleared };
		item.refuseEmptyUpdate(changes, ', or choose fields to clear');
		return {
			method: 'POST',
			path: `/${item.apiVersion}/customers/update`,
			record: { ...compact({ id }), ...changes },
			...lookFor,
		};
	},
	repeat: 'safe',
	batch: { recordsKey: 'records', matchBy: 'id' },
	decide: { customer: customerNamed(changeOf) },
	result: allRecords,
	simplify: simplifiedCustomer,
};
