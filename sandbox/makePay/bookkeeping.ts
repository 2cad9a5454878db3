// What the MakePay sandbox keeps of the bookkeeping: invoices and counterparties (makepay.md 3.8).
import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/clock';
import { makePayUid } from '../shared/ids';
import {
	summed,
	type Counterparty,
	type CounterpartyFields,
	type Invoice,
	type InvoiceFields,
} from './bookkeepingRecords';

/** Invoices and counterparties of the company, found by `uid` or `id`. */
export class Bookkeeping {
	/** By `uid`, in order of creation. */
	private readonly invoices = new Map<string, Invoice>();
	private readonly invoicesById = new Map<string, Invoice>();
	private readonly counterparties: Counterparty[] = [];

	constructor(private readonly clock: Clock) {}

	reset(): void {
		this.invoices.clear();
		this.invoicesById.clear();
		this.counterparties.length = 0;
	}

	get size(): number {
		return this.invoices.size;
	}

	invoice(idOrUid: string): Invoice | undefined {
		return this.invoices.get(idOrUid) ?? this.invoicesById.get(idOrUid);
	}

	add(fields: InvoiceFields): Invoice {
		const moment = this.moment();
		const invoice: Invoice = {
			id: randomUUID(),
			uid: makePayUid('inv'),
			invoiceNumber: `INV-${String(this.size + 1).padStart(4, '0')}`,
			status: 'draft',
			paymentStatus: 'unpaid',
			currency: 'USD',
			...summed([]),
			paidAmount: '0.00',
			issueDate: moment.slice(0, 10),
			dueDate: null,
			title: null,
			description: null,
			notes: null,
			counterparty: null,
			paymentLinkId: null,
			paymentLinkUid: null,
			sentAt: null,
			paidAt: null,
			documentIds: [],
			reconciliationIds: [],
			metadata: {},
			createdAt: moment,
			updatedAt: moment,
		};
		this.invoices.set(invoice.uid, invoice);
		this.invoicesById.set(invoice.id, invoice);
		return this.change(invoice, fields);
	}

	/** Sets what is given; `lineItems` replace all lines. */
	change(invoice: Invoice, { lineItems, counterparty, ...fields }: InvoiceFields): Invoice {
		return Object.assign(invoice, fields, {
			...(lineItems && summed(lineItems)),
			...(counterparty !== undefined && { counterparty: this.counterpartyOf(counterparty) }),
			updatedAt: this.moment(),
		});
	}

	/** The invoice has a payment link now, and was sent when an email went out. */
	linked(invoice: Invoice, link: { id: string; uid: string }, sent: boolean): void {
		const moment = this.moment();
		invoice.paymentLinkId = link.id;
		invoice.paymentLinkUid = link.uid;
		invoice.updatedAt = moment;
		if (sent) invoice.sentAt = moment;
	}

	/** Adds open invoices of one line each. */
	seed(count: number): Invoice[] {
		const lineItems = [{ description: 'Services', unitAmount: '12.50' }];
		return Array.from({ length: count }, () => this.add({ status: 'open', lineItems }));
	}

	/** The whole bookkeeping, newest invoice first; what the sandbox does not keep is empty. */
	summary() {
		const invoices = [...this.invoices.values()].reverse();
		const having = (wanted: string) => invoices.filter(({ status }) => status === wanted).length;
		return {
			integrations: [],
			canOcr: false,
			invoices,
			expenses: [],
			documents: [],
			counterparties: this.counterparties,
			reconciliationLinks: [],
			reconciliationQueue: { chainTransfers: [], completedPayments: [] },
			stats: {
				openInvoices: having('open'),
				overdueInvoices: having('overdue'),
				unreconciledExpenses: 0,
				pendingDocuments: 0,
			},
		};
	}

	private counterpartyOf(fields: CounterpartyFields | null): Counterparty | null {
		if (!fields) return null;
		const email = fields.email?.trim().toLowerCase();
		const known = email && this.counterparties.find((one) => one.email?.toLowerCase() === email);
		const moment = this.moment();
		if (known) return Object.assign(known, fields, { updatedAt: moment });
		const counterparty: Counterparty = {
			id: randomUUID(),
			uid: makePayUid('cp'),
			type: 'customer',
			name: fields.email ?? '',
			email: null,
			clientId: null,
			taxId: null,
			address: {},
			metadata: {},
			...fields,
			createdAt: moment,
			updatedAt: moment,
		};
		this.counterparties.push(counterparty);
		return counterparty;
	}

	private moment(): string {
		return new Date(this.clock.now()).toISOString();
	}
}
