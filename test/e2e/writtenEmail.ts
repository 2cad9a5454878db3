// What a customer must find in an e-mail with a link.
import axios from 'axios';
import type { ReceivedEmail } from '../../demo/mailServer';

const KWIK_END = /works until (<b>)?\d{1,2} \p{L}+ \d{4} at \d\d:\d\d/u;

/**
 * Expects text and HTML with the same link, which opens; a button; and when the link ends.
 * @param shows what the page behind the link says
 * @param end how the e-mail tells its end
 */
export async function expectWrittenEmail(
	{ text, html }: ReceivedEmail,
	shows: string,
	end = KWIK_END,
): Promise<void> {
	const [url] = /http\S+/.exec(text!)!;
	const [, button] = /<a href="([^"]+)" style="[^"]*background/.exec(html!)!;
	expect(button!.replace(/&(#38|amp);/g, '&')).toBe(url);
	for (const part of [text, html]) {
		expect(part).toMatch(end);
		expect(part).not.toMatch(/undefined|null|Invalid|\{\{/);
	}
	const page = await axios.get<string>(url, { proxy: false });
	expect(page.status).toBe(200);
	expect(page.data).toContain(shows);
}
