// Invoices of MakePay's bookkeeping in answers. makepay.md 3.8.
import type { IDataObject } from 'n8n-workflow';
import { isObject, listIn } from '../../../shared/contract/json';

/** The invoices of a list. */
export const invoicesIn = listIn('invoices');

/** The summary that creations are answered with; undefined where the answer is not what is documented. */
export function summaryIn({ summary }: IDataObject): IDataObject | undefined {
	return isObject(summary) && Array.isArray(summary.invoices) ? summary : undefined;
}

/** The names every node of this package uses where they fit an invoice, then MakePay's own. */
export function simplifyInvoice(invoice: IDataObject): IDataObject {
	const counterparty = isObject(invoice.counterparty) ? invoice.counterparty : {};
	return {
		provider: 'makePay',
		id: invoice.uid ?? invoice.id ?? null,
		status: invoice.status ?? null,
		paymentStatus: invoice.paymentStatus ?? null,
		invoiceNumber: invoice.invoiceNumber ?? null,
		customerEmail: counterparty.email ?? null,
		amount: invoice.totalAmount ?? null,
		currency: invoice.currency ?? null,
		dueDate: invoice.dueDate ?? null,
		paymentLinkId: invoice.paymentLinkUid ?? invoice.paymentLinkId ?? null,
	};
}
