import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/contract/operation';
import { additionalFields, output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API } from '../../provider';
import {
	counterpartyEmail,
	counterpartyName,
	currency,
	lineItems,
	optionalFields,
	title,
} from './fields';
import { invoicesIn, simplifyInvoice, summaryIn } from './records';

/** Creates an invoice. MakePay `POST /bookkeeping/invoices`, makepay.md 3.8. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create bookkeeping invoice',
	description: 'Create an invoice in the bookkeeping of MakePay. No link is made for it yet.',
	properties: withDataMode([
		counterpartyName,
		counterpartyEmail,
		title,
		lineItems,
		currency,
		additionalFields(optionalFields),
		...output,
	]),
	namedBy: ['invoiceNumber', 'title', 'customerEmail', 'customerName'],
	request: (item) => {
		const record = item.record();
		const lines = Array.isArray(record.lineItems) ? (record.lineItems as IDataObject[]) : [];
		if (item.isSound && lines.length === 0) item.refuse('lineItems', 'has no line');
		const bare = lines.findIndex(({ description }) => !description);
		if (bare >= 0) item.refuse('lineItems', `has no description in line ${bare + 1}`);
		item.refuseReversedDates(record, 'issueDate', 'dueDate');
		return {
			method: 'POST',
			path: `${API}/bookkeeping/invoices`,
			body: nested(record),
			// The answer lists all invoices: one after another, so that the newest one is the one just made.
			concerns: 'invoices',
		};
	},
	// No key prevents a second invoice (makepay.md 6).
	repeat: 'never',
	result: (body, request) => {
		const summary = summaryIn(body);
		return summary && (newestLike(request.body!, invoicesIn(summary)!) ?? body);
	},
	simplify: simplifyInvoice,
};

/** The fields of the one who is charged in an object of their own; flat, the API does not take them. */
function nested(record: IDataObject): IDataObject {
	const body: IDataObject = {};
	const counterparty: IDataObject = {};
	for (const [name, value] of Object.entries(record)) {
		const [whole, part] = name.split('.');
		if (part === undefined) body[name] = value;
		else if (whole === 'counterparty') counterparty[part] = value;
	}
	return Object.keys(counterparty).length > 0 ? { ...body, counterparty } : body;
}

/** What of an invoice comes back as it was sent. */
const TERMS = ['invoiceNumber', 'title', 'currency', 'description', 'notes'];
const DATES = ['issueDate', 'dueDate'];
const OF_COUNTERPARTY = ['name', 'email', 'clientId'];

/** The newest invoice with what was sent; undefined where the list does not tell which one it is. */
function newestLike(sent: IDataObject, invoices: IDataObject[]): IDataObject | undefined {
	const partyOf = ({ counterparty }: IDataObject) => (counterparty ?? {}) as IDataObject;
	const [newest, next] = invoices
		.filter(
			(invoice) =>
				TERMS.every((term) => isAlike(invoice[term], sent[term])) &&
				DATES.every((date) => isSameDay(invoice[date], sent[date])) &&
				OF_COUNTERPARTY.every((term) => isAlike(partyOf(invoice)[term], partyOf(sent)[term])),
		)
		.sort((a, b) => String(b.createdAt).localeCompare(String(a.createdAt)));
	return newest && next?.createdAt !== newest.createdAt ? newest : undefined;
}

/** What was not sent may be anything; capitals tell nothing. */
function isAlike(stored: unknown, sent: unknown): boolean {
	const text = (value: unknown) =>
		String(value ?? '')
			.trim()
			.toLowerCase();
	return text(sent) === '' || text(stored) === text(sent);
}

/** A date may come back with a time behind it. */
function isSameDay(stored: unknown, sent: unknown): boolean {
	return !sent || String(stored ?? '').startsWith(String(sent));
}
