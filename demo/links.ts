// Opens issued links as a customer's browser would, and judges the page.
import axios from 'axios';
import type { IssuedLink } from './examples';

/** What opening a link showed. */
export interface OpenedLink {
	customer: string;
	provider: string;
	url: string;
	/** HTTP status, 0 where nobody answered. */
	status: number;
	milliseconds: number;
	/** Why this is not the page the customer should see; nothing where it is. */
	problem?: string;
}

const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
};
const plain = (html: string) => html.replace(/&(amp|lt|gt|quot|#39);/g, (sign) => ENTITIES[sign]!);

/**
 * Opens a link. It must answer 200 with an HTML page that shows the customer it was issued for or, on a payment page
 * that names nobody, the `description` of what is to be paid.
 * Never throws: what went wrong is in `problem`.
 */
export async function openLink(issued: IssuedLink): Promise<OpenedLink> {
	const { customer, provider, url, description } = issued;
	const link = { customer: customer || '?', provider: provider || '?', url: url ?? '' };
	const start = performance.now();
	const outcome = (status: number, problem?: string): OpenedLink => ({
		...link,
		status,
		milliseconds: Math.round(performance.now() - start),
		problem,
	});
	if (!url) return outcome(0, 'no link was issued');
	try {
		const { status, headers, data } = await axios.get<string>(url, {
			proxy: false,
			responseType: 'text',
			timeout: 10_000,
			validateStatus: () => true,
		});
		if (status !== 200) return outcome(status, `answered ${status}`);
		if (!/^text\/html/.test(String(headers['content-type']))) return outcome(status, 'no page');
		const page = plain(data);
		const shows = (mark: unknown) => typeof mark === 'string' && mark !== '' && page.includes(mark);
		if (!shows(customer) && !shows(description)) {
			return outcome(status, `the page does not show ${customer || 'a customer'}`);
		}
		return outcome(status);
	} catch (error) {
		return outcome(0, (error as Error).message);
	}
}
