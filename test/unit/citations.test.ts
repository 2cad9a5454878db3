// The code cites docs/providers by section and by decision: every citation leads somewhere, and the pages are sound.
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';

const ROOT = join(__dirname, '..', '..');
const PROVIDERS = ['kwik', 'smarterpay', 'makepay'];
const FOLDERS =
	'nodes credentials sandbox test bench host tools demo scripts examples docs/providers'.split(' ');

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = new Map(PROVIDERS.map((name) => [name, read(`docs/providers/${name}.md`)]));

/** What of a page can be cited: the numbers of its headings and the codes of its decisions, in its order. */
function entriesOf(page: string): string[] {
	const entries = page.matchAll(/^(?:#{2,3} (\d(?:\.\d)?)\.? |- \*\*(D\d+)\*\* )/gm);
	return [...entries].map(([, section, decision]) => (section ?? decision)!);
}

const ENTRIES = new Map([...PAGES].map(([name, page]) => [name, new Set(entriesOf(page))]));

interface Citation {
	/** The page, or undefined when nothing tells whose decision it is. */
	provider: string | undefined;
	/** `2.2` or `D14`. */
	entry: string;
}

const ITEM = String.raw`(?:\d(?:\.\d)?(?![.\d]*\d)(?:[–-]\d(?:\.\d)?)?|D\d+|"[^"]*")(?: \([^)]*\))?`;
const LIST = String.raw`${ITEM}(?:(?:,? and |[,;] )${ITEM})*`;
/** `kwik.md 2.2, 2.3 (V1) and 3.1–3.3; D4` */
const NAMED = new RegExp(String.raw`\b(${PROVIDERS.join('|')})\.md (${LIST})`, 'g');
/** `Kwik D5` */
const OWNED = new RegExp(String.raw`\b(${PROVIDERS.join('|')}) (D\d+)\b`, 'gi');
/** A decision of the provider the file is about. A code in quotes is a value. */
const BARE = /(?<!['"`\w])D\d{1,2}\b(?!['"`])/g;
/** `section 4`, `(2.1, D14)`, `: 2.2, and 3.1`, `the sample of 3.3`: sections of the provider the file is about. */
const BARE_SECTIONS = new RegExp(
	String.raw`(?:\b[Ss]ections? (?=\d)|(?:\(|: |\bof )(?=\d\.\d(?!\.?\d)))(${LIST})`,
	'g',
);
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm;

/** `2.2–2.4 (V1) and D4` → `2.2`, `2.3`, `2.4`, `D4` */
function entriesIn(list: string): string[] {
	const plain = list.replace(/\([^)]*\)|"[^"]*"/g, '');
	return [...plain.matchAll(/(D\d+)|(?:(\d)\.)?(\d)(?:[–-](?:\d\.)?(\d))?/g)].flatMap(
		([, decision, chapter, first, last]) => {
			if (decision) return [decision];
			const [start, end] = [Number(first), Number(last ?? first)];
			return Array.from({ length: end - start + 1 }, (_, i) =>
				chapter ? `${chapter}.${start + i}` : String(start + i),
			);
		},
	);
}

/** The provider a file is about: by its path, else by the one page it names. */
function subjectOf(path: string, text: string): string | undefined {
	const inPath = PROVIDERS.filter((name) => path.toLowerCase().includes(name));
	const named = PROVIDERS.filter((name) => text.includes(`${name}.md`));
	return [inPath, named].find(({ length }) => length === 1)?.[0];
}

/** Every citation in a file. */
function citationsIn(path: string, source: string): Citation[] {
	const isPage = path.endsWith('.md');
	const joined = (text: string) => text.replace(/\n\s*(?:\/\/|\*(?![/*]))?\s*/g, ' ');
	const subject = subjectOf(path, source);
	const citations: Citation[] = [];
	const take = (provider: string | undefined, list: string) => {
		for (const entry of entriesIn(list)) citations.push({ provider, entry });
		return '';
	};
	const takeNamed = (text: string) =>
		text
			.replace(NAMED, (_, provider: string, list: string) => take(provider, list))
			.replace(OWNED, (_, provider: string, code: string) => take(provider.toLowerCase(), code));
	const rest = takeNamed(joined(source));
	for (const [code] of rest.matchAll(BARE)) take(subject, code);
	if (!subject) return citations;
	const comments = isPage ? rest : (source.match(COMMENT) ?? []).map(joined).join('\n');
	const sections = comments.replace(NAMED, '').matchAll(BARE_SECTIONS);
	for (const [, list] of sections) take(subject, list!.replace(/D\d+/g, ''));
	return citations;
}

/** What is wrong with the citations of a file. */
function problemsIn(path: string, source: string): string[] {
	return citationsIn(path, source)
		.filter(({ provider, entry }) => !ENTRIES.get(provider ?? '')?.has(entry))
		.map(({ provider, entry }) =>
			provider
				? `${path}: ${provider}.md has no ${entry}`
				: `${path}: whose decision is ${entry}? Write the provider's name before it.`,
		);
}

function filesBelow(folder: string): string[] {
	if (!existsSync(join(ROOT, folder))) return [];
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
		return /\.(ts|[cm]?js|md)$/.test(entry.name) ? [path] : [];
	});
}

describe('citations', () => {
	const files = [...FOLDERS.flatMap(filesBelow), 'README.md', 'CHANGELOG.md'].filter(
		(path) => path !== relative(ROOT, __filename),
	);
	const cited = files.map((path) => [path, citationsIn(path, read(path))] as const);

	test('lead to a section or a decision of the page', () => {
		expect(files.flatMap((path) => problemsIn(path, read(path)))).toEqual([]);
	});

	test('are found: the code has some hundreds of them', () => {
		const ofCode = cited.filter(([path]) => !path.endsWith('.md')).flatMap(([, found]) => found);
		expect(ofCode.length).toBeGreaterThan(250);
		expect(ofCode.filter(({ entry }) => entry.startsWith('D')).length).toBeGreaterThan(70);
	});

	test.each([
		['kwik.md 1 and 4.', ['1', '4']],
		['kwik.md 2.2, 2.3 (V1) and 3.1 (V2).', ['2.2', '2.3', '3.1']],
		['kwik.md 2.2–2.4, 3.2; design 5.', ['2.2', '2.3', '2.4', '3.2']],
		['kwik.md 2.2,\n * and 3.1', ['2.2', '3.1']],
		['kwik.md 2.4, D6, D7: filters', ['2.4', 'D6', 'D7']],
		['kwik.md 1, "A row"; 3.3 and 12 more, n8n 2.41.1', ['1', '3.3']],
		['kwik D5', ['D5']],
		['// 100 per second (section 1), a filling (2.1, D14)', ['D14', '1', '2.1']],
		["const values = ['D1', 2.5]; // took 1.5 s", []],
	])('are read from %j', (source, entries) => {
		const citations = citationsIn('sandbox/kwik/some.ts', source);
		expect(citations).toEqual(entries.map((entry) => ({ provider: 'kwik', entry })));
	});

	test.each([
		['sandbox/some.ts', 'kwik.md 9', 'kwik.md has no 9'],
		['sandbox/some.ts', 'smarterpay.md 2.3–2.5', 'smarterpay.md has no 2.5'],
		['nodes/MakePay/some.ts', '// (D99)', 'makepay.md has no D99'],
		['sandbox/kwik/some.ts', '// not stated (2.7)', 'kwik.md has no 2.7'],
		['nodes/shared/some.ts', '// (D1)', 'whose decision is D1'],
	])('in %s: %j is wrong', (path, source, problem) => {
		expect(problemsIn(path, source)).toEqual([expect.stringContaining(problem)]);
	});
});

describe.each([...PAGES])('%s.md', (_name, page) => {
	test('has each section and each decision once, in order', () => {
		const entries = entriesOf(page);
		const decisions = entries.filter((entry) => entry.startsWith('D'));
		const sections = entries.filter((entry) => !entry.startsWith('D'));
		expect(decisions).toEqual(decisions.map((_, i) => `D${i + 1}`));
		expect(sections).toEqual([...new Set(sections)].sort());
		expect(sections.filter((entry) => !entry.includes('.'))).toEqual([...'1234567']);
	});

	test('has samples that are JSON', () => {
		const samples = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json]) => json!);
		expect(samples.length).toBeGreaterThan(5);
		for (const sample of samples) expect(() => JSON.parse(sample) as unknown).not.toThrow();
	});

	test('holds no path of a machine and nothing left to be filled in', () => {
		expect(page.match(/(?<![\w.])\/(work|home|root|tmp|mnt|Users|var)\/\S*/g)).toBeNull();
		expect(page.match(/\b(todo|tbd|fixme|xxx|lorem|placeholder|seeds?)\b|\?\?\?/gi)).toBeNull();
	});
});
