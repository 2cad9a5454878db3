// Reusing a link that is still open, in place of a second bill. smarterpay.md 2.4, D26.
import type { IDataObject } from 'n8n-workflow';
import type { FieldProblem } from '../../../shared/contract/field';
import { compact, isBlank } from '../../../shared/contract/json';
import type { DecideRule, Decision } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { inBrief, shorten } from '../../../shared/contract/text';
import { inPounds } from './amounts';
import { createdAt, inPages, NEVER_FILLED_IN, paymentLinks, recordFilters } from './records';

/** What makes two links the same, for the form. */
export const whatIsTheSame =
	"Two are the same when page, customer account, linked records and all other fields are equal, and what you leave empty is empty there too. Where you leave the amount or the description empty, the open link's is taken for the page's. Customer Custom Reference only has to be contained.";

/** Terms of which an answer shows what the page says where the link says nothing. */
const FROM_PAGE = { amount: 'Amount', description: 'Description' };
const AMOUNTS = ['first_collection_amount'];
const DATES = ['start_date', 'end_date', 'first_collection_date'];
/** All other terms: a link has exactly what was sent. `customer_custom_reference` is in no answer (D14). */
const OWN_TERMS = [...NEVER_FILLED_IN, ...AMOUNTS, ...DATES, 'auddis', 'return_url'];

/** What two links must have in common to be the same: the records they are for and their own terms. */
export function termsKey(link: IDataObject): string {
	return JSON.stringify(OWN_TERMS.map((name) => plain(name, link[name])));
}

/** A term as it is compared, however it is written. */
function plain(name: string, value: unknown): string {
	if (isBlank(value)) return '';
	const text = String(value).trim();
	if (DATES.includes(name)) return text.slice(0, 10);
	const isAmount = name === 'amount' || AMOUNTS.includes(name);
	return isAmount ? text.replace(/^0+(?=\d)/, '') : text;
}

/** The open links of the same page and records. */
export const findOpen: DecideRule = {
	request: ({ body }) => {
		const sent = body!.payment_link as IDataObject;
		return {
			method: 'GET',
			path: '/paymentlinks',
			query: compact({
				...recordFilters(sent),
				customer_custom_reference: sent.customer_custom_reference,
				// Always sent, so that pages do not shift (D11).
				sort_field: 'created_at',
				sort_order: 'asc',
			}),
		};
	},
	records: paymentLinks,
	paging: inPages(500),
	keysOf: (link) => [termsKey(link)],
	use: reuse,
	oneAfterAnother: true,
	purpose: 'looks for an open link that is the same',
};

/** Gives back the newest link that is open and the same; where that cannot be told, nothing is made. */
function reuse(planned: ProviderRequest, found: IDataObject[]): Decision {
	const sent = planned.body!.payment_link as IDataObject;
	const same = found.filter((link) => isOpen(link) && agreesOnPage(link, sent));
	const newest = same.sort((a, b) => createdAt(b) - createdAt(a))[0];
	if (!newest) return { request: planned };
	for (const [name, label] of Object.entries(FROM_PAGE)) {
		const values = [...new Set(same.map((link) => plain(name, link[name])))];
		if (values.length > 1) return { problem: unclear(name, label, values) };
	}
	return { record: newest };
}

function unclear(name: string, label: string, values: string[]): FieldProblem {
	const sorted = [...values].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
	const shown = sorted.map((value) =>
		name === 'amount' ? inPounds(value) || 'none' : `"${shorten(value)}"`,
	);
	return {
		field: name,
		label,
		message: `is not set, and the open links differ in it (${inBrief(shown)}): set it, so that it is clear which of them is the same`,
	};
}

function isOpen({ status, completed_at }: IDataObject): boolean {
	return status === 'active' && isBlank(completed_at);
}

/** Whether a link has the amount and the description that are sent; what is not sent, the page says. */
function agreesOnPage(link: IDataObject, sent: IDataObject): boolean {
	return Object.keys(FROM_PAGE).every(
		(name) => sent[name] === undefined || plain(name, link[name]) === plain(name, sent[name]),
	);
}
