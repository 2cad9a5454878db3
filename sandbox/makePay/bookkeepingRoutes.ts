// MakePay's bookkeeping invoices (makepay.md 3.8). What changes something answers the summary of all.
import { INVOICE_LINK_SCHEMA, INVOICE_SCHEMA } from './bookkeepingSchemas';
import type { Invoice, InvoiceFields } from './bookkeepingRecords';
import { refusal } from './errors';
import type { MakePaySandbox } from './makePay';

const BASE = '/api/partner/v1/makepay/bookkeeping';

interface LinkOptions {
	sendEmail?: boolean;
	sendPaymentRequestEmail?: boolean;
}

/** Adds the bookkeeping endpoints. No idempotency key is offered for any of them. */
export function addBookkeepingRoutes({ app, state, switches }: MakePaySandbox): void {
	const { bookkeeping } = state;
	const find = (id: string): Invoice => {
		const invoice = bookkeeping.invoice(id);
		if (!invoice) throw refusal(404, 'not_found');
		return invoice;
	};
	const done = () => ({ ok: true, summary: bookkeeping.summary() });
	const schema = { body: INVOICE_SCHEMA };

	app.get(BASE, async () => ({ summary: bookkeeping.summary() }));

	app.get(`${BASE}/invoices`, async () => {
		const summary = bookkeeping.summary();
		return { invoices: summary.invoices, summary };
	});

	// That a create answers 201 is taken from the payment links (3.3).
	app.post<{ Body: InvoiceFields }>(`${BASE}/invoices`, { schema }, async (request, reply) => {
		bookkeeping.add(request.body);
		reply.code(201);
		return done();
	});

	app.get<{ Params: { id: string } }>(`${BASE}/invoices/:id`, async (request) => ({
		invoice: find(request.params.id),
	}));

	app.patch<{ Params: { id: string }; Body: InvoiceFields }>(
		`${BASE}/invoices/:id`,
		{ schema },
		async (request) => {
			bookkeeping.change(find(request.params.id), request.body);
			return done();
		},
	);

	// Whether a second call makes a second link is not documented: by default it does, so that a blind repeat shows.
	app.post<{ Params: { id: string }; Body: LinkOptions | undefined }>(
		`${BASE}/invoices/:id/payment-link`,
		{ schema: { body: INVOICE_LINK_SCHEMA } },
		async (request) => {
			const invoice = find(request.params.id);
			const known =
				invoice.paymentLinkUid === null ? undefined : state.link(invoice.paymentLinkUid);
			const kept = switches.invoiceLinkAgain === 'same' ? known : undefined;
			if (Number(invoice.totalAmount) === 0) throw refusal(400, 'The invoice has no amount');
			const link = kept ?? state.addLink(payloadOf(invoice));
			const { sendEmail, sendPaymentRequestEmail } = request.body ?? {};
			const email = invoice.counterparty?.email;
			const sent = Boolean((sendEmail || sendPaymentRequestEmail) && email);
			if (sent) state.emails.push({ linkUid: link.uid, email: email ?? '' });
			bookkeeping.linked(invoice, link, sent);
			return done();
		},
	);
}

// What of the invoice the link takes over is decided in 3.8.
function payloadOf({ title, totalAmount, currency, counterparty }: Invoice) {
	return {
		amount: totalAmount,
		fiatCurrency: currency,
		...(title && { title }),
		...(counterparty?.email && { customerEmail: counterparty.email }),
		...(counterparty?.clientId && { clientId: counterparty.clientId }),
	};
}
