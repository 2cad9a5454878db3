import type { DecideRule, Operation } from '../../../shared/contract/operation';
import { compact } from '../../../shared/contract/json';
import { lookupValues } from '../../pickLists';
import { customerId } from './customerId';
import { STATUS_HINT } from './fields';
import { allRecords } from './records';

/** Finds the status that means archived where none is chosen. kwik.md 2.3 and 3.2. */
const archivedStatus: DecideRule = {
	request: () => ({ method: 'GET', path: '/1.0/lookups/customer_status' }),
	records: lookupValues,
	keysOf: ({ enum: text, title }) => {
		const words = `${String(text ?? '')} ${String(title ?? '')}`;
		return [/archiv/i.test(words) && 'archived', /disabl/i.test(words) && 'disabled'].filter(
			(key) => key !== false,
		);
	},
	fallback: 'disabled',
	use: (planned, [status]) => {
		if (!status) {
			return {
				problem: {
					field: 'archivedStatus',
					message:
						'is empty, and Kwik has no customer status called archived or disabled: choose the status to set',
				},
			};
		}
		return {
			request: {
				...planned,
				record: { ...planned.record, customer_status_lookups_id: status.id },
			},
		};
	},
};

/** Archives a customer: Kwik never deletes any. `POST /1.0/customers/update` with a status, kwik.md 2.3. */
export const archive: Operation = {
	name: 'Archive',
	value: 'archive',
	action: 'Archive a customer',
	description:
		'Archive a customer; Kwik customers cannot be deleted. Running payments must be stopped first, and DebiCheck mandates are not cancelled.',
	properties: [
		customerId,
		{
			displayName: 'Archived Status Name or ID',
			name: 'archivedStatus',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getArchivedStatuses' },
			default: '',
			hint: STATUS_HINT,
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
	],
	request: (item) => {
		const status = item.text('archivedStatus');
		return {
			method: 'POST',
			path: '/1.0/customers/update',
			record: compact({ id: item.id('customerId'), customer_status_lookups_id: status }),
			...(status === undefined ? { lookFor: 'archived' } : {}),
		};
	},
	repeat: 'safe',
	batch: { recordsKey: 'records', matchBy: 'id' },
	decide: archivedStatus,
	result: allRecords,
};
