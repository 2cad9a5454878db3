import type { IDataObject } from 'n8n-workflow';
import { compact } from '../../../shared/contract/json';
import type { DecideRule, Operation } from '../../../shared/contract/operation';
import { output } from '../../../shared/form/commonFields';
import { lookupName, lookupValues } from '../../pickLists';
import { changeOf, customerId, customerNamed, customerOf } from './customerId';
import { STATUS_HINT } from './fields';
import { allRecords, simplifiedCustomer } from './records';

/** The field of a customer's status, in each API version. */
const STATUS_FIELDS: Record<string, string> = {
	'1.0': 'customer_status_lookups_id',
	'2.0': 'customer_status',
};

/** The API version a path is of. */
const versionOf = (path: string) => path.split('/')[1]!;

/** Finds the status that means archived where none is chosen. kwik.md 2.3 and 3.2. */
const archivedStatus: DecideRule = {
	request: (_planned, apiVersion) => ({
		method: 'GET',
		path: `/${apiVersion}/lookups/customer_status`,
	}),
	records: lookupValues,
	keysOf: ({ enum: text, title }) => {
		const words = `${String(text ?? '')} ${String(title ?? '')}`;
		return [/archiv/i.test(words) && 'archived', /disabl/i.test(words) && 'disabled'].filter(
			(key) => key !== false,
		);
	},
	fallback: 'disabled',
	purpose: 'finds the status that means archived',
	use: (planned, [status]) => {
		const apiVersion = versionOf(planned.path);
		const name = status && lookupName(status, apiVersion);
		if (!name) {
			return {
				problem: {
					field: 'archivedStatus',
					label: 'Archived Status',
					message:
						'is empty, and Kwik has no customer status called archived or disabled: choose the status to set',
				},
			};
		}
		return {
			request: { ...planned, record: { ...planned.record, ...statusSet(apiVersion, name) } },
		};
	},
};

function statusSet(apiVersion: string, status: string | undefined): IDataObject {
	return compact({ [STATUS_FIELDS[apiVersion]!]: status });
}

/** Archives a customer: Kwik never deletes any. `POST customers/update` with a status, kwik.md 2.3, D23. */
export const archive: Operation = {
	name: 'Archive',
	value: 'archive',
	action: 'Archive customer',
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
		...output,
	],
	namedBy: ['customerId'],
	request: (item) => {
		const { id, lookFor } = customerOf(item);
		const status = item.text('archivedStatus');
		return {
			method: 'POST',
			path: `/${item.apiVersion}/customers/update`,
			record: compact({ id, ...statusSet(item.apiVersion, status) }),
			lookFor: { ...lookFor.lookFor, ...(status === undefined ? { status: 'archived' } : {}) },
		};
	},
	repeat: 'safe',
	batch: { recordsKey: 'records', matchBy: 'id' },
	decide: { customer: customerNamed(changeOf), status: archivedStatus },
	result: allRecords,
	simplify: simplifiedCustomer,
};
