import type { Field } from '../../../shared/contract/field';
import type { Operation } from '../../../shared/contract/operation';
import { updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { customerId } from './customerId';
import { apiVersion, changeableNames, optionalFields } from './fields';
import { allRecords } from './records';

const updatableFields = [...changeableNames, ...optionalFields].sort((a, b) =>
	a.displayName.localeCompare(b.displayName),
);

/** D4: the reference identifies the customer for its owner, so it can be changed but not cleared, as can a status. */
const clearableFields = updatableFields.filter(
	({ name }) => name !== 'reference' && !name.startsWith('customerStatus'),
);

/** A field's label, with the API version where only one knows it. */
function label({ displayName, displayOptions }: Field): string {
	const [version] = displayOptions?.show?.['/apiVersion'] ?? [];
	const name = displayName.replace(' Name or ID', '');
	return version === undefined ? name : `${name} (V${String(version).charAt(0)})`;
}

/** Changes a customer's fields. Kwik `POST /1.0|2.0/customers/update`, kwik.md 2.3 and 3.1. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a customer',
	description: 'Change fields of a customer',
	properties: withDataMode([
		apiVersion,
		customerId,
		{
			...updateFields(updatableFields),
			hint: 'Changes do not reach DebiCheck mandates; payments follow only when they run as EFT debit orders',
			description: 'The fields to change; all others stay as they are',
		},
		{
			displayName: 'Fields to Clear',
			name: 'fieldsToClear',
			type: 'multiOptions',
			default: [],
			description: 'The fields to empty. Kwik refuses this for fields it requires.',
			options: clearableFields
				.map((field) => ({ name: label(field), value: field.name }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		},
	]),
	request: (item) => {
		const id = item.id('customerId');
		const cleared = item.cleared('fieldsToClear', clearableFields);
		const set = item.record();
		for (const field of Object.keys(cleared).filter((name) => name in set)) {
			item.refuse(
				'fieldsToClear',
				`clears ${field}, which Update Fields sets: choose one of the two`,
			);
		}
		const changes = { ...set, ...cleared };
		item.refuseEmptyUpdate(changes, ', or choose fields to clear');
		return {
			method: 'POST',
			path: `/${item.text('apiVersion')}/customers/update`,
			record: { id, ...changes },
		};
	},
	repeat: 'safe',
	batch: { recordsKey: 'records', matchBy: 'id' },
	result: allRecords,
};
