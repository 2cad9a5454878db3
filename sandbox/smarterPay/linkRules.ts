// The rules of a new payment link that a schema cannot say (smarterpay.md 2.1).
import { LINKED_RECORDS, type EcommercePage, type LinkedRecord } from './ecommercePages';

const MAX_RETURN_URL = 2048;

/** Why a `return_url` is refused, or undefined. */
export function returnUrlProblem(value: string): string | undefined {
	if (!value.startsWith('https://') || !URL.canParse(value))
		return 'return_url must start with https://';
	if (value.length > MAX_RETURN_URL) return 'return_url must not be longer than 2048 characters';
	for (const name of new URL(value).searchParams.keys()) {
		if (/^(page|payment)$/i.test(name)) {
			return `return_url must not contain a query parameter named ${name.toLowerCase()}`;
		}
	}
	return undefined;
}

/** Why an `auddis` is refused, or undefined. */
export function auddisProblem(value: string, coreReference: boolean): string | undefined {
	if (!/^[A-Z0-9][A-Z0-9/\-.& ]*$/.test(value)) {
		return 'auddis may hold A-Z, 0-9, / - . & and space, and starts with a letter or digit';
	}
	if (value.length > 18) return 'auddis must not be longer than 18 characters';
	if (!coreReference) return undefined;
	const core = value.replace(/[^A-Z0-9]/g, '');
	if (value.length > 14) return 'auddis must not be longer than 14 characters with core reference';
	if (core.length < 6) return 'auddis needs at least 6 letters or digits with core reference';
	if (/^(.)\1*$/.test(core)) return 'auddis must not repeat one character with core reference';
	return undefined;
}

interface Known {
	page: EcommercePage | undefined;
	/** Whether a linked record exists. */
	exists(kind: LinkedRecord, id: string): boolean;
	coreReference: boolean;
}

/** The first reason why a link cannot be made from what was sent, or undefined. */
export function linkProblem(
	sent: Record<string, string | undefined>,
	known: Known,
): string | undefined {
	const { page } = known;
	if (!page) return `ecommerce_page ${sent['ecommerce_page']} does not exist`;
	if (!page.personalized) return `ecommerce_page ${page.id} has one link for multiple customers`;
	if (page.expects && !sent[page.expects]) {
		return `ecommerce_page ${page.id} expects a ${page.expects}`;
	}
	for (const kind of LINKED_RECORDS) {
		const id = sent[kind];
		if (id && !known.exists(kind, id)) return `${kind} ${id} does not exist`;
	}
	for (const name of page.closedOverrides) {
		if (sent[name]) return `ecommerce_page ${page.id} does not allow to override ${name}`;
	}
	const { start_date: start, end_date: end, return_url: returnUrl, auddis } = sent;
	if (start && end && start > end) return 'start_date must not be after end_date';
	return (
		(returnUrl ? returnUrlProblem(returnUrl) : undefined) ??
		(auddis ? auddisProblem(auddis, known.coreReference) : undefined)
	);
}
