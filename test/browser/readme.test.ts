// The README shows the editor as these tests see it, and nothing else.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PICTURES, THEMES, pictureFile, pictureRecord } from './pictures';

const root = dirname(dirname(__dirname));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const named = [...readme.matchAll(/docs\/([\w.-]+\.png)/g)].map(([, file]) => file!);
const taken = PICTURES.flatMap((name) => THEMES.map((theme) => pictureFile(name, theme)));

test('every picture in the README is one that these tests take, and each of theirs is there', () => {
	expect([...new Set(named)].sort()).toEqual([...taken].sort());
});

test.each(taken)('%s lies in docs and is small enough to load at once', (file) => {
	const path = join(root, 'docs', file);
	expect(existsSync(path)).toBe(true);
	expect(statSync(path).size).toBeLessThan(250_000);
});

test('what each picture shows is on record', async () => {
	expect(Object.keys(await pictureRecord()).sort()).toEqual([...PICTURES].sort());
});
