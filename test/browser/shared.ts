// What every browser test file begins with: the shared n8n, a sandbox, and a signed-in window of the editor.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Identity } from '../../host/session';
import { openWorkbench, type Workbench } from '../e2e/shared';
import { openWindow, startChromium } from './browser';
import { Editor } from './pages/editor';

const root = dirname(dirname(__dirname));

export interface BrowserBench extends Workbench {
	page: Page;
	editor: Editor;
}

/**
 * The n8n and sandbox of the end-to-end tests, with a browser before them; to be called at the head of a test file.
 * The bench is filled before the first test and closed after the last.
 * @param options.signedIn false for a window without a session
 */
export function useBrowser({ signedIn = true } = {}): BrowserBench {
	const bench = {} as BrowserBench;
	const closing: Array<() => Promise<void>> = [];
	beforeAll(async () => {
		const workbench = await openWorkbench();
		closing.unshift(workbench.close);
		const browser = await startChromium();
		closing.unshift(async () => await browser.close());
		const window = await openWindow(browser);
		if (signedIn) await window.addCookies(cookies(workbench.identity, workbench.url));
		// n8n ties a session to the browser it was opened in.
		const { browserId } = workbench.identity;
		const keep = `localStorage.setItem('n8n-browserId', ${JSON.stringify(browserId)})`;
		if (signedIn) await window.addInitScript(keep);
		const page = await window.newPage();
		Object.assign(bench, workbench, { page, editor: new Editor(page, workbench.url) });
	}, 120_000);
	afterAll(async () => {
		for (const close of closing) await close();
	});
	return bench;
}

const cookies = ({ cookie = '' }: Identity, url: string) =>
	cookie.split('; ').map((pair) => {
		const [name, ...value] = pair.split('=');
		return { name: name!, value: value.join('='), url };
	});

/**
 * A test in the bench's window. When it fails, the page as it was then lies in `.build/browser/` and the message
 * says where.
 */
export function browserTest(
	sentence: string,
	bench: BrowserBench,
	body: (bench: BrowserBench) => Promise<void>,
): void {
	test(
		sentence,
		async () => {
			try {
				await body(bench);
			} catch (error) {
				const name = sentence.replace(/[^a-z0-9]+/gi, '-').slice(0, 60);
				const path = join(root, '.build', 'browser', `${name}.png`);
				await mkdir(dirname(path), { recursive: true });
				await bench.page?.screenshot({ path }).catch(() => undefined);
				if (error instanceof Error)
					error.message += `\n\nThe page at ${bench.page?.url()}: ${path}`;
				throw error;
			}
		},
		90_000,
	);
}
