import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output, switchField } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { invoiceId } from './fields';
import { invoicesIn, simplifyInvoice, summaryIn } from './records';

/** Makes a link for an invoice. MakePay `POST /bookkeeping/invoices/{id}/payment-link`, makepay.md 3.8. */
export const createPaymentLink: Operation = {
	name: 'Create Payment Link',
	value: 'createPaymentLink',
	action: 'Create payment link of bookkeeping invoice',
	description:
		'Create a link by which an invoice is paid. Its address comes from Payment Link: Get, by the payment link ID of the output.',
	properties: [
		invoiceId,
		switchField(
			'Send Payment Request Email',
			'sendPaymentRequestEmail',
			'Whether MakePay sends the link to the customer of the invoice',
		),
		...output,
	],
	namedBy: ['invoiceId'],
	request: (item) => ({
		method: 'POST',
		path: API + path`/bookkeeping/invoices/${item.id('invoiceId')}/payment-link`,
		body: { sendPaymentRequestEmail: item.flag('sendPaymentRequestEmail') },
	}),
	// No key prevents a second link, or a second email (makepay.md 6).
	repeat: 'never',
	result: (body, request) => {
		const summary = summaryIn(body);
		const id = decodeURIComponent(request.path.split('/').at(-2)!);
		const invoice = summary && invoicesIn(summary)!.find((one) => one.id === id || one.uid === id);
		return summary && (invoice ?? body);
	},
	simplify: simplifyInvoice,
};
