// Chromium, as the browser tests use it.
import { chromium, selectors, type Browser } from 'playwright-core';
import { chromiumPath } from '../../tools/chromium';

/** The width of a desktop; the pictures have this size. */
export const SCREEN = { width: 1440, height: 900 };

/** Quiet and alone: no sandbox since root cannot have one, and nothing of its own to fetch. */
const SETTINGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** What a page may take to show something; more than enough on a machine that does other things as well. */
const PATIENCE_MS = 20_000;

/** Starts a Chromium with a new, empty profile. */
export async function startChromium(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: chromiumPath(),
		headless: true,
		args: SETTINGS,
		timeout: 60_000,
	});
}

/** A window without a session; whatever lies outside this machine cannot be reached from it. */
export async function openWindow(browser: Browser) {
	const window = await browser.newContext({
		viewport: SCREEN,
		colorScheme: 'light',
		locale: 'en-GB',
	});
	window.setDefaultTimeout(PATIENCE_MS);
	await window.route(
		({ hostname }) => hostname !== '127.0.0.1',
		async (route) => await route.abort(),
	);
	return window;
}
