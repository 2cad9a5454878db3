// Amounts of payment links. smarterpay.md 1: pence without a decimal point (D3).
import type { IDataObject } from 'n8n-workflow';

/** `2750` → `£27.50`; nothing for what is no number of pence. */
export function inPounds(amount: unknown): string {
	const text = String(amount ?? '');
	if (!/^\d+$/.test(text)) return '';
	const pence = text.replace(/^0+(?=\d{3})/, '').padStart(3, '0');
	return `£${pence.slice(0, -2)}.${pence.slice(-2)}`;
}

/** How many links there are, and what they come to: `3 payment links: £82.50 in total, 1 with the amount of its page.` */
export function countAndTotal(links: IDataObject[]): string {
	const amounts = links.flatMap(({ amount }) => (inPounds(amount) ? [BigInt(String(amount))] : []));
	const count = links.length === 1 ? '1 payment link' : `${links.length} payment links`;
	const without = links.length - amounts.length;
	if (amounts.length === 0) return `${count}, with the amount of the page.`;
	const total = inPounds(amounts.reduce((sum, amount) => sum + amount, 0n));
	const rest = without === 0 ? '' : `, ${without} with the amount of the page`;
	return `${count}: ${total} in total${rest}.`;
}
