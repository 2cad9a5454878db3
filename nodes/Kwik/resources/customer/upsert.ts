import type { DecideRule, Operation } from '../../../shared/contract/operation';
import { missingName, properties } from './create';
import { allRecords, findCreated } from './records';

/** One list call per run; then each item updates the customer with its reference, or creates it. */
const byReference: DecideRule = {
	request: ({ path }) => ({ method: 'GET', path: path.replace(/(create|update)$/, 'list') }),
	records: allRecords,
	keysOf: (customer) => (customer.reference ? [String(customer.reference)] : []),
	oneAfterAnother: true,
	use: (planned, found) => {
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
			const problem = missingName(planned.record!);
			return problem ? { problem } : { request: planned };
		}
		return {
			request: {
				...planned,
				path: planned.path.replace(/create$/, 'update'),
				record: { id, ...planned.record },
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
	properties,
	request: (item) => {
		const record = item.record();
		return {
			method: 'POST',
			path: `/${item.text('apiVersion')}/customers/create`,
			record,
			lookFor: String(record.reference),
			concerns: String(record.reference),
		};
	},
	repeat: 'reconciled',
	batch: { recordsKey: 'records', matchBy: 'reference' },
	decide: byReference,
	reconcile: findCreated,
	result: allRecords,
};
