// What the SmarterPay trigger watches: payment links. No webhook about them is documented (smarterpay.md 5), so
// their list is polled (smarterpay.md 2.4, D24).
import type { Change, WatchRule } from '../shared/contract/watch';
import {
	createdAt,
	inPages,
	paymentLinks as paymentLinksIn,
} from './resources/paymentLink/records';

const WHAT_HAPPENED: Record<string, string> = {
	linkCompleted: 'completed',
	linkCreated: 'created',
	linkExpired: 'expired',
	linkVisited: 'visited',
};

export const paymentLinks: WatchRule = {
	request: () => ({
		method: 'GET',
		path: '/paymentlinks',
		query: { sort_field: 'created_at', sort_order: 'desc' },
	}),
	records: paymentLinksIn,
	// The undocumented time zone does not matter here.
	pages: { paging: inPages(500), createdAt },
	identity: (link) => String(link.id),
	nothingYet: (events) => `No link was ${events.map((event) => WHAT_HAPPENED[event]).join(' or ')}`,
	changes: (link) => {
		const changes: Change[] = [{ event: 'linkCreated' }];
		if (link.visited_at) changes.push({ event: 'linkVisited' });
		if (link.completed_at) changes.push({ event: 'linkCompleted' });
		if (link.status === 'expired') changes.push({ event: 'linkExpired' });
		return changes;
	},
};
