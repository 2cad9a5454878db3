// docs/threat-model.md promises nothing without a test: every sentence of what somebody cannot do names one, and the
// named ones exist.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');
const NAMED = /\[(test\/[\w/]+\.test\.ts): ([^\]]+)\]/g;

/** The names of all tests of a file, as they are written: `%s` stands for what differs. */
function namesIn(path: string): string[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && node.arguments.length > 1) {
			const [name] = node.arguments;
			const called = node.expression.getText(source);
			if (/^(test|it)\b/.test(called) && name && ts.isStringLiteralLike(name))
				names.push(name.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return names;
}

/** What a promise names: files, and words of a test. */
const named = [...page.matchAll(NAMED)].map(([, file, words]) => [file!, words!] as const);

test('it names tests', () => expect(named.length).toBeGreaterThan(30));

test.each(named)('%s has a test with the words "%s"', (file, words) => {
	const path = join(ROOT, file);
	expect(existsSync(path)).toBe(true);
	expect(namesIn(path).filter((name) => name.includes(words))).not.toEqual([]);
});

test('every entry of what somebody cannot do names a test', () => {
	const lists = page.split(/^\*\*Cannot\*\*$/m).slice(1);
	const entries = lists.flatMap((list) => {
		const [own] = list.split(/^\*\*|^## /m);
		return own!.match(/^- .*$/gm) ?? [];
	});
	expect(entries.length).toBeGreaterThan(15);
	// The text after the last named test is what nothing proves.
	expect(entries.filter((entry) => !entry.match(NAMED))).toEqual([]);
	expect(entries.filter((entry) => !/\](; for Kwik[^\]]*|[^\]]{0,3})$/.test(entry))).toEqual([]);
});

test('every section that has no list says who cannot, with a test', () => {
	const sections = page.split(/^## /m).slice(1);
	expect(sections.filter((section) => !section.match(NAMED))).toEqual([]);
});
