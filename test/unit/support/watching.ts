// A polling trigger between its polls, without network and without n8n.
import type { IDataObject } from 'n8n-workflow';
import type { WatchRule } from '../../../nodes/shared/contract/watch';
import { changesSince } from '../../../nodes/shared/deliver/changes';

export const DAY = 86_400_000;

export const EVENTS = [
	...['customerCreated', 'customerUpdated'],
	...['linkCreated', 'linkVisited', 'linkCompleted', 'linkExpired'],
];

/** A trigger whose static data n8n stores as text between polls. */
export function watching(rule: WatchRule, events = EVENTS) {
	let stored = '{}';
	const poll = (
		records: IDataObject[],
		{
			account = 'one',
			apiVersion = '',
			days,
		}: { account?: string; apiVersion?: string; days?: number } = {},
	) => {
		const state = JSON.parse(stored) as IDataObject;
		const since = days === undefined ? undefined : Date.now() - days * DAY;
		const young = records.filter(
			(record) => !(rule.pages && rule.pages.createdAt(record) < since!),
		);
		const items = changesSince(state, rule, { account, apiVersion, records: young }, events);
		stored = JSON.stringify(state);
		return items.map(({ json }) => `${String(json.event)} ${String(json.id)}`);
	};
	return { poll, size: () => stored.length };
}

export const customer = (id: number, more: IDataObject = {}): IDataObject => ({
	id: `cus_${id}`,
	...more,
});
export const many = (count: number) => Array.from({ length: count }, (_, i) => customer(i));
export const link = (id: number, ageInDays: number, more: IDataObject = {}): IDataObject => ({
	id: `PL${id}`,
	status: 'active',
	created_at: new Date(Date.now() - ageInDays * DAY).toISOString().slice(0, 19).replace('T', ' '),
	...more,
});
