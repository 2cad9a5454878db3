// Everything the nodes and credentials can say while they run: read from the source, so that no page can forget one.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { KwikApi } from '../../credentials/KwikApi.credentials';
import { MakePayPartnerApi } from '../../credentials/MakePayPartnerApi.credentials';
import { SmarterPayApi } from '../../credentials/SmarterPayApi.credentials';
import { KwikTrigger } from '../../nodes/Kwik/KwikTrigger.node';
import { MakePayTrigger } from '../../nodes/MakePay/MakePayTrigger.node';
import { SmarterPayTrigger } from '../../nodes/SmarterPay/SmarterPayTrigger.node';
import { nodes } from '../unit/support/nodeUnderTest';
import { PARTS } from './saidParts';

const ROOT = resolve(__dirname, '../..');
/** A sentence of the source, or a part of one that follows the label of a field. */
export interface Said {
	/** The file, from the root of the repository. */
	file: string;
	/** The text; `‹provider›` stands for its name, `…` for what is different each time. */
	text: string;
	/** What the same failure advises, where its advice stands beside it. */
	hint?: string;
}

/** The files of the nodes and credentials, from the root. */
export function nodeFiles(): string[] {
	return ['credentials', 'nodes']
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
				(file) => `${folder}/${file.replaceAll('\\', '/')}`,
			),
		)
		.filter((file) => file.endsWith('.ts'))
		.sort();
}

const NAMES_THE_PROVIDER = /^(provider\.name|providerName|provider|name)$/;

/** The texts that have a name in a file. */
function constantsOf({ statements }: ts.SourceFile): Map<string, string> {
	const declared = statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => [...declarationList.declarations]);
	return new Map(
		declared.flatMap(({ name, initializer }) =>
			initializer && ts.isStringLiteralLike(initializer)
				? [[name.getText(), initializer.text]]
				: [],
		),
	);
}

/** The second part of `a ? b : c` and of `a ?? b`. */
function alternativeIn(expression: ts.Expression): ts.Expression | undefined {
	if (ts.isConditionalExpression(expression)) return expression.whenFalse;
	const isFallback =
		ts.isBinaryExpression(expression) &&
		expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
	return isFallback ? expression.right : undefined;
}

/** What stands in a template for what is put in: the alternative of a choice, the provider, or an ellipsis. */
function standIn(expression: ts.Expression): string {
	const alternative = alternativeIn(expression);
	if (alternative && ts.isStringLiteralLike(alternative) && alternative.text !== '')
		return alternative.text;
	const name = expression.getText();
	return (
		constantsOf(expression.getSourceFile()).get(name) ??
		(NAMES_THE_PROVIDER.test(name) ? '‹provider›' : '…')
	);
}

/** The text of a literal or of a template; nothing for other expressions. */
function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	const spans = node.templateSpans.map(
		({ expression, literal }) => standIn(expression) + literal.text,
	);
	return node.head.text + spans.join('');
}

/** The advice beside a message: `someFailure(message, { hint })`, `{ message, hint }`. */
function hintBeside(node: ts.Node): string | undefined {
	const { parent } = node;
	const object =
		ts.isCallExpression(parent) && parent.arguments[0] === node
			? parent.arguments[1]
			: ts.isPropertyAssignment(parent) && parent.name.getText() === 'message'
				? parent.parent
				: undefined;
	if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
	const hint = object.properties.find((property) => property.name?.getText() === 'hint');
	return hint && ts.isPropertyAssignment(hint) ? textOf(hint.initializer) : undefined;
}

/** Whether a literal is only part of another, or no text for people: a path, a key, a name in the code. */
function isPart(node: ts.Node): boolean {
	for (let up = node.parent; up && !ts.isStatement(up); up = up.parent) {
		if (ts.isTemplateExpression(up)) return true;
		if (ts.isCallExpression(up) || ts.isObjectLiteralExpression(up)) return false;
	}
	return false;
}

/** Two words at least. */
const isSpoken = (text: string) =>
	/[a-z]{2}/.test(text) && /\S\s+\S/.test(text.trim()) && !text.startsWith('={{');

/**
 * What a file says at run time, in its order.
 * @param editorTexts the texts that the editor shows, which are none of them
 */
export function saidIn(file: string, source: string, editorTexts: string): Said[] {
	const root = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	const said: Said[] = [];
	const hints = new Set<string>();
	const constants = new Set(constantsOf(root).values());
	const visit = (node: ts.Node): void => {
		const text = textOf(node)?.trim();
		if (text !== undefined && isSpoken(text) && !isPart(node) && !isOfTheForm(node)) {
			const plain = text.replace(/‹provider›/g, '');
			if (!editorTexts.includes(plain)) {
				const hint = hintBeside(node);
				if (hint) hints.add(hint);
				said.push({ file, text, ...(hint ? { hint } : {}) });
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(root);
	const seen = new Set<string>();
	const whole = said.filter(
		({ text, hint }) =>
			(hint !== undefined || !hints.has(text)) && !seen.has(text) && seen.add(text),
	);
	// What others are made of says nothing alone.
	const inOther = (text: string) =>
		constants.has(text) && whole.some((other) => other.text !== text && other.text.includes(text));
	return whole.filter(({ text }) => !inOther(text));
}

/** The text of a property of the editor that is put together, and so is not found among its texts. */
function isOfTheForm(node: ts.Node): boolean {
	const file = node.getSourceFile().fileName;
	if (file.includes('/form/')) return true;
	const { parent } = node;
	if (ts.isPropertyAssignment(parent)) {
		return ['displayName', 'description', 'subtitle'].includes(parent.name.getText());
	}
	// `textField(label, name, description, …)`
	return ts.isCallExpression(parent) && /Field$/.test(parent.expression.getText());
}

/** Every text in a description, wherever it stands. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What every file says, the parts included. */
function everySaid(): Said[] {
	const triggers = [new KwikTrigger(), new MakePayTrigger(), new SmarterPayTrigger()];
	const credentials = [new KwikApi(), new MakePayPartnerApi(), new SmarterPayApi()];
	const shown = [...nodes, ...triggers].map(({ description }) => description);
	const fields = credentials.map(({ properties }) => properties);
	const editorTexts = textsIn([shown, fields]).join('\n');
	return nodeFiles().flatMap((file) =>
		saidIn(file, readFileSync(join(ROOT, file), 'utf8'), editorTexts),
	);
}

let read: Said[] | undefined;

/** Everything the nodes and credentials can say while they run. */
export const allSaid = () => (read ??= everySaid()).filter(({ text }) => !PARTS.has(text));

/** The parts that are left out, and are in no file any more. */
export function partsGone(): string[] {
	allSaid();
	return [...PARTS].filter((part) => !read!.some(({ text }) => text === part));
}
