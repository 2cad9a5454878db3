// docs/coverage.md: every documented field has something that stands for it in the node, and a test.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import {
	coverage,
	coveragePage,
	invented,
	NOT_CALLED,
	TABLES,
	unknownTables,
} from '../../pages/coverage/page';
import { readDocument } from '../../pages/documents';
import { expectGenerated } from '../support/generated';

const TESTS = resolve(__dirname, '../..');
const documents = ['kwik', 'smarterpay', 'makepay'].map(readDocument);
const rows = coverage(documents);
const nameOf = ({ entry, field }: (typeof rows)[number]) =>
	`${entry.document}.md ${entry.section} ${field}`;

/** The titles of the tests in a file. */
function titlesIn(source: string): string[] {
	const titles: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && /^(test|it)\b/.test(node.expression.getText())) {
			const [title] = node.arguments;
			if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('some.test.ts', source, ts.ScriptTarget.Latest, true));
	return titles;
}

/** What is wrong with the test a row names, if anything. */
function testProblem(file: string, title: string): string | undefined {
	const path = join(TESTS, file);
	if (!existsSync(path)) return `${file} is missing`;
	return titlesIn(readFileSync(path, 'utf8')).includes(title)
		? undefined
		: `${file} has no test "${title}"`;
}

test('the page is that of the documents and the nodes', async () => {
	await expectGenerated('docs/coverage.md', coveragePage(documents));
});

/** The fields of a part for which nothing was found in the node. */
const without = (part: string) =>
	rows.filter((row) => row.part === part && row.parameter === '').map(nameOf);
const countOf = (part: string) => rows.filter((row) => row.part === part).length;

test('each documented field of a request is sent by its parameter', () => {
	expect(countOf('request')).toBeGreaterThan(150);
	expect(without('request')).toEqual([]);
});

test('each documented field of an answer comes out as the provider sent it', () => {
	expect(countOf('answer')).toBeGreaterThan(150);
	expect(without('answer')).toEqual([]);
});

test('of the others the map says what stands for them', () => {
	expect(without('said')).toEqual([]);
});

test('each named test exists', () => {
	const problems = rows.map(({ test: [file, title] }) => testProblem(file, title));
	expect([...new Set(problems.filter(Boolean))]).toEqual([]);
});

test('the file of each named test has the field, as the document or the node calls it', () => {
	const camel = (name: string) =>
		name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	const strangers = rows.filter(({ field, part, test: [file] }) => {
		if (part === 'said' || file.endsWith('package/coverage.test.ts')) return false;
		const name = field.split('.').at(-1)!;
		const source = readFileSync(join(TESTS, file), 'utf8');
		return ![name, camel(name), `${camel(name)}Id`].some((one) => source.includes(one));
	});
	expect(strangers.map(nameOf)).toEqual([]);
});

test('every table of fields in the documents is known', () => {
	expect(unknownTables(documents)).toEqual([]);
	const sections = new Set(
		documents.flatMap(({ name, samples }) =>
			[...samples.keys()].map((section) => `${name} ${section}`),
		),
	);
	const named = [...TABLES, ...NOT_CALLED].map(({ document, section }) => `${document} ${section}`);
	expect(named.filter((one) => !sections.has(one))).toEqual([]);
});

test('the nodes send no field that no document has', () => {
	expect(invented(documents)).toEqual([]);
});

test('an undocumented field, a table that is not known and a test that is gone would be found', () => {
	const [kwik, ...others] = documents;
	const [first, ...rest] = kwik!.tables;
	const more = { ...first!, fields: [...first!.fields, 'settings.new_field'] };
	const changed = [{ ...kwik!, tables: [more, ...rest] }, ...others];
	expect(coverage(changed).filter(({ parameter }) => parameter === '')).toHaveLength(1);
	const further = { section: '2.4', index: 7, fields: ['a'] };
	const longer = [{ ...kwik!, tables: [...kwik!.tables, further] }, ...others];
	expect(unknownTables(longer)).toEqual(['kwik.md 2.4, table 7']);
	expect(testProblem('unit/citations.test.ts', 'no such title')).toContain('no such title');
	expect(titlesIn("test.each([1])('is %s', () => {}); describe('no', () => {});")).toEqual([
		'is %s',
	]);
});
