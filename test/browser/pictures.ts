// The pictures of the README, taken by these tests.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import n8nManifest from '../../host/package.json';
import { eventually } from './eventually';
import { iconsIn } from './pages/icons';
import type { BrowserBench } from './shared';

const root = dirname(dirname(__dirname));
const DOCS = join(root, 'docs');
const TAKEN = join(root, '.build', 'pictures');
/** What each picture in `docs/` shows, in words. */
const RECORD = join(DOCS, 'pictures.json');

/** Every picture there is; each in a light and a dark form. */
export const PICTURES = [
	'editor-credential',
	'editor-search',
	'editor-node',
	'editor-workflow',
] as const;
export const THEMES = ['light', 'dark'] as const;

type Picture = (typeof PICTURES)[number];
type Theme = (typeof THEMES)[number];

export const pictureFile = (name: Picture, theme: Theme) => `${name}-${theme}.png`;

/**
 * Takes the page as it is, light and dark, into `.build/pictures/`. The one in `docs/` is replaced where it is missing
 * or out of date: what it `shows` (labels, columns, names; nothing that differs from run to run) or the n8n around it
 * is not what it was. `npm test -- --pictures` replaces it in any case.
 */
export async function takePicture(
	{ page, editor }: BrowserBench,
	name: Picture,
	shows: string[],
): Promise<void> {
	await editor.dismissMessages();
	// No button under the pointer.
	await page.mouse.move(0, 0);
	await mkdir(TAKEN, { recursive: true });
	for (const theme of THEMES) {
		await page.emulateMedia({ colorScheme: theme });
		await untilShown(page, theme);
		await page.screenshot({
			path: join(TAKEN, pictureFile(name, theme)),
			animations: 'disabled',
		});
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await publish(name, `n8n ${n8nManifest.dependencies.n8n}: ${shows.join(' · ')}`);
}

/** Each theme has icons of its own: once one of ours is there and all are drawn, the page has changed over. */
const untilShown = async (page: Page, theme: Theme) =>
	await eventually(async () => {
		const icons = await iconsIn(page.locator('body'));
		const ours = icons.filter((icon) => icon.ours);
		expect(ours.map(({ file }) => file.endsWith('.dark.svg'))).toContain(theme === 'dark');
		expect(ours.map(({ file }) => file.endsWith('.dark.svg'))).not.toContain(theme !== 'dark');
		expect(icons.filter(({ drawn }) => !drawn)).toEqual([]);
	});

async function publish(name: Picture, shows: string): Promise<void> {
	const files = THEMES.map((theme) => pictureFile(name, theme));
	const record = await pictureRecord();
	const upToDate = record[name] === shows && files.every((file) => existsSync(join(DOCS, file)));
	if (upToDate && !process.env.BILLING_LINKS_PICTURES) return;
	for (const file of files) await copyFile(join(TAKEN, file), join(DOCS, file));
	record[name] = shows;
	const sorted = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
	await writeFile(RECORD, `${JSON.stringify(sorted, null, '\t')}\n`);
}

/** What each picture in `docs/` shows, by its name. */
export async function pictureRecord(): Promise<Partial<Record<Picture, string>>> {
	return existsSync(RECORD) ? JSON.parse(await readFile(RECORD, 'utf8')) : {};
}
