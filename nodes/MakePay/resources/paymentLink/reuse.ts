// *Reuse Open Link*: a link of the same order that is open or paid is given back in place of a second one.
// makepay.md 3.3, D26.
import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../../../shared/contract/json';
import type { DecideRule, Decision, Done } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { shorten } from '../../../shared/contract/text';
import { API } from '../../provider';
import { plainDecimal } from './amounts';
import { addressOf, paymentLinks, stateOf } from './records';

/** What makes two links the same, for the form. */
export const WHAT_IS_THE_SAME =
	'Links are the same when their order ID is: an open or paid one is given back, and no email is sent for it. A link of the same order ID over another amount, in another currency or for another customer is an error, and so is a row without an order ID.';

/** Which link is given back where several fit, the first one first. */
const STATES = ['paid', 'underWay', 'open'] as const;

/** What is said of links that were given back. */
const GIVEN_BACK = {
	paid: 'is paid already',
	underWay: 'is being paid: money has arrived',
	open: 'is still open',
	paused: 'is paused: activate it with Update before you send it',
};

/** Looks for the links of an order among all links of the company. */
export const openLinkOfOrder: DecideRule = {
	request: () => ({ method: 'GET', path: `${API}/payment-links` }),
	records: paymentLinks,
	keysOf: ({ orderId }) => (isBlank(orderId) ? [] : [String(orderId).trim()]),
	use: giveBack,
	oneAfterAnother: true,
	purpose: 'looks for an open or paid link of the same order ID',
};

function giveBack(planned: ProviderRequest, found: IDataObject[], orderId: string): Decision {
	const refused = (message: string): Decision => ({
		problem: { field: 'orderId', label: 'Order ID', value: orderId, message },
	});
	const links = found.filter((link) => link.anonymous !== true && stateOf(link) !== 'over');
	const [link] = links;
	if (!link) return { request: planned };
	const payload = planned.body!.payload as IDataObject;
	const same = links.filter((candidate) => difference(candidate, payload) === undefined);
	for (const state of STATES) {
		const known = same.find((candidate) => stateOf(candidate) === state && addressOf(candidate));
		if (known) return { record: known };
	}
	if (same[0]) {
		return refused(
			`is that of link ${nameOf(same[0])}, which is ${shorten(String(same[0].status))} and may have been paid: look at it at MakePay, then archive it or use another order ID`,
		);
	}
	return refused(
		`is that of link ${nameOf(link)} already, whose ${difference(link, payload)}: use another order ID, or archive that link first`,
	);
}

/** How many rows were given a link that had been made before, and what became of these. */
export function tellGivenBack(done: Done[]): string[] {
	const counts = new Map<string, number>();
	for (const { record, found } of done) {
		if (!found || !record) continue;
		const state = stateOf(record);
		const shown =
			state === 'open' && record.status === 'paused'
				? 'paused'
				: (STATES.find((known) => known === state) ?? 'open');
		counts.set(GIVEN_BACK[shown], (counts.get(GIVEN_BACK[shown]) ?? 0) + 1);
	}
	return [...counts].map(([state, count]) =>
		count === 1
			? `Reuse Open Link: 1 row was given the link of its order, which ${state}.`
			: `Reuse Open Link: ${count} rows were given the link of their order, which ${state}.`,
	);
}

/** How the terms of a link differ from those that are asked for: `amount is 50.00, not 129.99`. */
function difference(link: IDataObject, wanted: IDataObject): string | undefined {
	// Without a currency of its own a row has the one that MakePay chooses, as has the link that named none.
	const sent = link.payload as IDataObject | undefined;
	const currency = wanted.fiatCurrency ? link.fiatCurrency : sent?.fiatCurrency;
	const terms: Array<[string, unknown, unknown, (value: unknown) => string]> = [
		['amount', link.amount ?? link.fiatAmount, wanted.amount, plainDecimal],
		['fiat currency', currency, wanted.fiatCurrency, plainText],
		['customer email', link.customerEmail, wanted.customerEmail ?? link.customerEmail, plainText],
		['client ID', link.clientId, wanted.clientId ?? link.clientId, String],
	];
	for (const [term, theirs, ours, plain] of terms) {
		if (isBlank(theirs) && (isBlank(ours) || term !== 'amount')) continue;
		if (isBlank(theirs) || isBlank(ours) || plain(theirs) !== plain(ours)) {
			const instead = isBlank(ours) ? 'while this row names none' : `not ${shorten(String(ours))}`;
			return `${term} is ${isBlank(theirs) ? 'not told' : shorten(String(theirs))}, ${instead}`;
		}
	}
	return undefined;
}

function plainText(value: unknown): string {
	return String(value).trim().toLowerCase();
}

function nameOf({ uid, id }: IDataObject): string {
	return shorten(String(uid ?? id));
}
