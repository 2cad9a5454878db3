import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { dateField, filters, limit, output, returnAll } from '../../../shared/form/commonFields';
import { customerStatus } from './fields';
import { allRecords, simplifiedCustomer } from './records';

/** Lists customers. Kwik `GET customers/list`, kwik.md 2.4. The API knows no pages (D7). */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description:
		'List customers, also narrowed by status and date of creation. For a single one use Get.',
	properties: [
		returnAll,
		limit,
		filters([
			customerStatus(),
			dateField(
				'Created After',
				'dateStart',
				'Only customers created after this date. Kwik does not say whether the day itself is included.',
			),
			dateField(
				'Created Before',
				'dateEnd',
				'Only customers created before this date. Kwik does not say whether the day itself is included.',
			),
		]),
		...output,
	],
	readsOnly: true,
	request: (item) => {
		const query = item.record();
		item.refuseReversedDates(query, 'dateStart', 'dateEnd');
		return { method: 'GET', path: `/${item.apiVersion}/customers/list`, query };
	},
	repeat: 'safe',
	result: allRecords,
	list: { keep: withinFilters },
	simplify: simplifiedCustomer,
};

/** Filters of V2 are not documented: what came is held against them once more. kwik.md 3.1, D3. */
function withinFilters({ path, query = {} }: ProviderRequest) {
	if (!path.startsWith('/2.0/')) return undefined;
	const { customer_status: status, date_start: start, date_end: end } = query;
	return (customer: IDataObject): boolean => {
		const day = String(customer.created_at ?? '').slice(0, 10);
		// Whether the days themselves are meant is not documented either.
		const inTime = !day || ((!start || day >= String(start)) && (!end || day <= String(end)));
		return inTime && (!status || customer.customer_status === status);
	};
}
