// Files of the repository that are made from what the package does: `npm run generate` writes them, the tests compare.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** Whether the files are to be written, not compared. */
const WRITES = process.env.WRITE_GENERATED === '1';

/** Expects a file of the repository to hold a text; or writes it. @param path relative to the repository's root */
export async function expectGenerated(path: string, text: string): Promise<void> {
	const file = join(ROOT, path);
	if (WRITES) {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
	}
	const stored = existsSync(file)
		? readFileSync(file, 'utf8')
		: `${path} is missing: npm run generate`;
	expect(stored).toBe(text);
}
