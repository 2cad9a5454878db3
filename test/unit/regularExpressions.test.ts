// Every regular expression of the published code on a megabyte of whatever it likes least: none takes long. A rows'
// column, an answer of a provider or a header may be as long.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const MEGABYTE = 1_000_000;
/** Milliseconds: a linear search of a megabyte takes a few. */
const LONG = 1500;

const expressions = new Map<string, RegExp>();
/** Places where one is made of a text, which may come from anybody. */
const made: string[] = [];

/** `RegExp(…)`, with or without `new`, and the methods that make one of a text they are given. */
function isMadeOfText(node: ts.Node, source: ts.SourceFile): boolean {
	if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
	const called = node.expression;
	if (ts.isIdentifier(called)) return called.text === 'RegExp';
	const makes =
		ts.isPropertyAccessExpression(called) && /^(match|matchAll|search)$/.test(called.name.text);
	const [searched] = node.arguments ?? [];
	if (!makes || searched?.kind === ts.SyntaxKind.RegularExpressionLiteral) return false;
	// One that has a name of its own in the file is found where it is written.
	const named = source.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => [...declarationList.declarations])
		.find(({ name }) => name.getText(source) === searched?.getText(source));
	return named?.initializer?.kind !== ts.SyntaxKind.RegularExpressionLiteral;
}

for (const folder of ['nodes', 'credentials']) {
	for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
		if (!entry.name.endsWith('.ts')) continue;
		const path = join(entry.parentPath, entry.name);
		const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
		const visit = (node: ts.Node): void => {
			if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
				const text = (node as ts.RegularExpressionLiteral).text;
				const end = text.lastIndexOf('/');
				const name = `${relative(ROOT, path)}: ${text}`;
				expressions.set(name, new RegExp(text.slice(1, end), text.slice(end + 1)));
			}
			// n8n evaluates expressions, which may hold regular ones too.
			if (ts.isStringLiteralLike(node) && node.text.startsWith('=')) {
				const parts = node.text.matchAll(/\((\/(?:[^/\\]|\\.)+\/[a-z]*)[,)]/g);
				for (const [, text] of parts) {
					const end = text!.lastIndexOf('/');
					const name = `${relative(ROOT, path)}, in an expression: ${text}`;
					expressions.set(name, new RegExp(text!.slice(1, end), text!.slice(end + 1)));
				}
			}
			if (isMadeOfText(node, source)) made.push(`${relative(ROOT, path)}: ${node.getText(source)}`);
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
}

/** Texts of a megabyte: one piece over and over, and with another end so that what nearly matches does not. */
function textsFor({ source }: RegExp): string[] {
	// What the expression itself speaks of makes it hope longest.
	const literals = [...source.matchAll(/\\?([^\\()[\]{}*+?|^$])|\\([/.{}$\\])/g)].map(
		([, a, b]) => a ?? b!,
	);
	const pieces = [
		...[
			'a',
			'A',
			'0',
			'9',
			' ',
			'\n',
			'<',
			'>',
			'/',
			'.',
			'_',
			'=',
			'-',
			',',
			'"',
			'\\',
			'{{',
			'}}',
			'\ud800',
			'é',
		],
		...[
			'aA',
			'a0',
			'a_',
			'A_',
			'0.',
			'.0',
			'<a',
			'</',
			'<style ',
			'<!--',
			'={{',
			'$json',
			'x@',
			'encryption_key',
			'encryption_key:"',
		],
		...new Set(literals),
		literals.join(''),
		literals.slice(0, 4).join(''),
	].filter((piece) => piece !== '');
	return [...new Set(pieces)].flatMap((piece) => {
		const text = piece.repeat(Math.ceil(MEGABYTE / piece.length));
		return [text, `${text}\u0000`, ...(piece.length === 1 ? [`={{${text}`, `0.${text}1`] : [])];
	});
}

/** Whether a search is over in time. */
function isQuick(expression: RegExp, text: string): boolean {
	const context = vm.createContext({ expression, text });
	try {
		vm.runInContext('expression.lastIndex = 0; text.replace(expression, "")', context, {
			timeout: LONG,
		});
		return true;
	} catch (error) {
		if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
		throw error;
	}
}

jest.setTimeout(300_000);

test('all of them are found', () => {
	const names = [...expressions.keys()];
	expect(names.length).toBeGreaterThan(25);
	// Also those in the addresses of the credentials' tests, of which each cuts off the slashes at the end.
	const inExpressions = names
		.filter((name) => name.includes('in an expression'))
		.map((name) => name.split(',')[0]);
	const credentials = readdirSync(join(ROOT, 'credentials')).map((file) => `credentials/${file}`);
	expect(inExpressions.sort()).toEqual(credentials.sort());
});

test('none is made of a text while n8n runs', () => {
	expect(made).toEqual([]);
	const isMaker = (text: string) => {
		const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022);
		const last = source.statements.at(-1) as ts.ExpressionStatement;
		return isMadeOfText(last.expression, source);
	};
	expect(isMaker('new RegExp(text)')).toBe(true);
	expect(isMaker('const NAME = "(a+)+"; text.matchAll(NAME)')).toBe(true);
	expect(isMaker('text.matchAll(given)')).toBe(true);
	expect(isMaker('const NAME = /a/g; text.matchAll(NAME)')).toBe(false);
});

test.each([...expressions])('%s', (_name, expression) => {
	const slow = textsFor(expression).filter((text) => !isQuick(expression, text));
	expect(slow.map((text) => text.slice(0, 30))).toEqual([]);
});

test('one that is slow would be found', () => {
	expect(isQuick(/\/+$/, `${'/'.repeat(MEGABYTE)}x`)).toBe(false);
	expect(isQuick(/<[^>]*>/g, '<'.repeat(MEGABYTE))).toBe(false);
});
