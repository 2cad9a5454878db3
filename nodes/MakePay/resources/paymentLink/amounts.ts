// Amounts of payment links: decimals as text, added without rounding. makepay.md 1 and 3.3 (D13).
import type { IDataObject } from 'n8n-workflow';

/** How many links there are, and what they come to: `3 payment links: 250.00 USD and 12.50 EUR in total.` */
export function countAndTotal(links: IDataObject[]): string {
	const totals = new Map<string, string>();
	for (const { amount, fiatCurrency } of links) {
		const currency = String(fiatCurrency ?? '').toUpperCase() || 'without a currency';
		if (/^\d+(\.\d+)?$/.test(String(amount)))
			totals.set(currency, sum(totals.get(currency) ?? '0', String(amount)));
	}
	const count = links.length === 1 ? '1 payment link' : `${links.length} payment links`;
	const shown = [...totals].map(([currency, total]) => `${total} ${currency}`).join(' and ');
	return shown === '' ? `${count}.` : `${count}: ${shown} in total.`;
}

/** The sum of two decimals, with the decimals of the longer one. */
function sum(a: string, b: string): string {
	const places = Math.max(decimalsOf(a).length, decimalsOf(b).length);
	const units = [a, b].map((text) =>
		BigInt(text.split('.')[0]! + decimalsOf(text).padEnd(places, '0')),
	);
	const text = String(units[0]! + units[1]!).padStart(places + 1, '0');
	return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** A decimal without the zeros that say nothing, to be compared: `012.50` → `12.5`. */
export function plainDecimal(value: unknown): string {
	const text = String(value).trim();
	const decimals = decimalsOf(text);
	let end = decimals.length;
	while (decimals[end - 1] === '0') end--;
	return `${text.split('.')[0]!.replace(/^0+(?=\d)/, '')}.${decimals.slice(0, end)}`;
}

function decimalsOf(text: string): string {
	return text.split('.')[1] ?? '';
}
