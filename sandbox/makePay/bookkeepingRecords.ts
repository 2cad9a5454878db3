// The stored bookkeeping invoice and counterparty, and the sums of lines (makepay.md 3.8).
import { randomUUID } from 'node:crypto';

export interface CounterpartyFields {
	type?: string;
	name?: string;
	email?: string;
	clientId?: string;
	taxId?: string;
	address?: Record<string, unknown>;
	metadata?: Record<string, unknown>;
}

export interface Counterparty {
	id: string;
	uid: string;
	type: string;
	name: string;
	email: string | null;
	clientId: string | null;
	taxId: string | null;
	address: Record<string, unknown>;
	metadata: Record<string, unknown>;
	createdAt: string;
	updatedAt: string;
}

export interface LineFields {
	description: string;
	quantity?: string | number;
	unitAmount?: string | number;
	taxAmount?: string | number;
	totalAmount?: string | number;
	sortOrder?: number;
}

/** What a merchant sends; what is left out has a default or stays. */
export interface InvoiceFields {
	invoiceNumber?: string;
	status?: string;
	paymentStatus?: string;
	currency?: string;
	issueDate?: string;
	dueDate?: string | null;
	title?: string | null;
	description?: string | null;
	notes?: string | null;
	counterparty?: CounterpartyFields | null;
	lineItems?: LineFields[];
	documentIds?: string[];
	metadata?: Record<string, unknown>;
}

export interface Invoice {
	id: string;
	uid: string;
	invoiceNumber: string;
	status: string;
	paymentStatus: string;
	currency: string;
	subtotalAmount: string;
	taxAmount: string;
	totalAmount: string;
	paidAmount: string;
	issueDate: string;
	dueDate: string | null;
	title: string | null;
	description: string | null;
	notes: string | null;
	counterparty: Counterparty | null;
	paymentLinkId: string | null;
	paymentLinkUid: string | null;
	sentAt: string | null;
	paidAt: string | null;
	lineItems: object[];
	documentIds: string[];
	reconciliationIds: string[];
	metadata: Record<string, unknown>;
	createdAt: string;
	updatedAt: string;
}

const DECIMALS = 18;

/** Decimal text as a whole number of the smallest parts, so that sums are exact. */
function parse(amount: string | number = 0): bigint {
	const [whole = '0', part = ''] = String(amount).split('.');
	return BigInt(whole + part.padEnd(DECIMALS, '0').slice(0, DECIMALS));
}

/** Decimal text with two decimals at least. */
function format(parts: bigint): string {
	const digits = parts.toString().padStart(DECIMALS + 1, '0');
	const part = digits.slice(-DECIMALS).replace(/0+$/, '').padEnd(2, '0');
	return `${digits.slice(0, -DECIMALS)}.${part}`;
}

/** The lines of an invoice and their sums: quantity times unit amount plus tax, unless a total is given. */
export function summed(
	lines: LineFields[],
): Pick<Invoice, 'lineItems' | 'subtotalAmount' | 'taxAmount' | 'totalAmount'> {
	let [subtotal, taxes, total] = [0n, 0n, 0n];
	const lineItems = lines.map((line, index) => {
		const quantity = line.quantity ?? 1;
		const net = (parse(quantity) * parse(line.unitAmount)) / 10n ** BigInt(DECIMALS);
		const tax = parse(line.taxAmount);
		const whole = line.totalAmount === undefined ? net + tax : parse(line.totalAmount);
		subtotal += net;
		taxes += tax;
		total += whole;
		return {
			id: randomUUID(),
			description: line.description,
			quantity: String(quantity),
			unitAmount: format(parse(line.unitAmount)),
			taxAmount: format(tax),
			totalAmount: format(whole),
			sortOrder: line.sortOrder ?? index,
		};
	});
	return {
		lineItems,
		subtotalAmount: format(subtotal),
		taxAmount: format(taxes),
		totalAmount: format(total),
	};
}
