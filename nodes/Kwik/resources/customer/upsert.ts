import type { IDataObject } from 'n8n-workflow';
import { withDataMode } from '../../../shared/form/mapping';
import type { LookUpRule, Operation } from '../../../shared/contract/operation';
import { additionalFields, missingName } from './create';
import { apiVersion, customerType, nameFields, reference } from './fields';
import { allRecords, findCreated } from './records';

/** One list call per run; then each item updates the customer with its reference, or creates it. */
const byReference: LookUpRule = {
	request: ({ path }) => ({ method: 'GET', path: path.replace(/\w+$/, 'list') }),
	records: allRecords,
	keysOf: (customer) => (customer.reference ? [String(customer.reference)] : []),
	oneAfterAnother: true,
	use: (planned, found) => {
		const record = (planned.body!.records as IDataObject[])[0]!;
		if (found.length > 1) {
			const ids = found.map(({ id }) => String(id)).join(', ');
			return {
				problem: {
					field: 'reference',
					message: `is that of ${found.length} customers (${ids}): update the right one by its ID`,
				},
			};
		}
		const id = found[0]?.id;
		if (id === undefined) {
			const problem = missingName(record);
			return problem ? { problem } : { request: planned };
		}
		return {
			request: {
				...planned,
				path: planned.path.replace(/create$/, 'update'),
				body: { records: [{ id, ...record }] },
				// Setting the same values twice changes nothing.
				repeat: 'safe',
			},
		};
	},
};

/**
 * Updates the customer with a reference, or creates it. Kwik has no such call: it is made of
 * `GET customers/list`, `POST customers/update` and `POST customers/create`, kwik.md 2.2–2.4.
 */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a customer',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: withDataMode([apiVersion, reference, customerType, ...nameFields, additionalFields]),
	request: (item) => {
		const record = item.record();
		return {
			method: 'POST',
			path: `/${item.text('apiVersion')}/customers/create`,
			body: { records: [record] },
			lookFor: String(record.reference),
		};
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	lookUp: byReference,
	reconcile: findCreated,
	result: allRecords,
};
