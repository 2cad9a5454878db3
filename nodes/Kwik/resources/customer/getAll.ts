import type { Operation } from '../../../shared/contract/operation';
import { filters, limit, returnAll } from '../../../shared/form/commonFields';
import { apiVersion } from './fields';
import { allRecords } from './records';

/** Lists customers. Kwik `GET /1.0|2.0/customers/list`, kwik.md 2.4. The API knows no pages (D7). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description:
		'List customers, also narrowed by status and date of creation. For a single one use Get.',
	properties: [
		apiVersion,
		returnAll,
		limit,
		filters([
			{
				displayName: 'Created After',
				name: 'dateStart',
				type: 'dateTime',
				default: '',
				description:
					'Only customers created after this date. Kwik does not say whether the day itself is included.',
				rules: { kind: 'date' },
			},
			{
				displayName: 'Created Before',
				name: 'dateEnd',
				type: 'dateTime',
				default: '',
				description:
					'Only customers created before this date. Kwik does not say whether the day itself is included.',
				rules: { kind: 'date' },
			},
			{
				displayName: 'Customer Status Name or ID',
				name: 'customerStatusLookupsId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCustomerStatuses' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				rules: { kind: 'text', maxLength: 32 },
			},
		]),
	],
	request: (item) => {
		const query = item.record();
		item.refuseReversedDates(query, 'dateStart', 'dateEnd');
		return { method: 'GET', path: `/${item.text('apiVersion')}/customers/list`, query };
	},
	repeat: 'safe',
	result: allRecords,
	list: {},
};
