// Expressions as far as the nodes of the scenarios use them: JavaScript between braces, with n8n's names.
import { compileFunction } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';

/** What an expression sees. */
export interface Scope {
	$json: IDataObject;
	/** What a model said, for the nodes that are tools. */
	$fromAI: (name: string) => unknown;
	$now: { toISO: () => string; toMillis: () => number };
	$runIndex: number;
	$itemIndex: number;
}

const NAMES = ['$json', '$fromAI', '$now', '$runIndex', '$itemIndex'] as const;
type Compiled = (...values: unknown[]) => unknown;
const compiled = new Map<string, Compiled>();

function compile(code: string): Compiled {
	let known = compiled.get(code);
	if (!known) {
		known = compileFunction(`return (${code}\n)`, [...NAMES]) as Compiled;
		compiled.set(code, known);
	}
	return known;
}

const WHOLE = /^\s*\{\{([\s\S]*)\}\}\s*$/;

/** The value of `{{ … }}`. @throws what the code throws */
export function evaluate(expression: string, scope: Scope): unknown {
	const code = WHOLE.exec(expression)?.[1];
	if (code === undefined) throw new Error(`This is no expression: ${expression}`);
	return compile(code)(...NAMES.map((name) => scope[name]));
}

/** A stored parameter with all its expressions evaluated. */
export function resolve(stored: unknown, scope: Scope): unknown {
	if (typeof stored === 'string') {
		return stored.startsWith('=') ? evaluate(stored.slice(1), scope) : stored;
	}
	if (typeof stored !== 'object' || stored === null) return stored;
	if (Array.isArray(stored)) return stored.map((entry) => resolve(entry, scope));
	return Object.fromEntries(
		Object.entries(stored).map(([name, value]) => [name, resolve(value, scope)]),
	);
}

/** The part of a value at a path such as `options.timeout`. */
export function partOf(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, name) => (part as IDataObject | undefined)?.[name], value);
}

/** The names that stay the same for every item. */
export function scopeOf(
	$json: IDataObject,
	$itemIndex: number,
	$runIndex: number,
	argumentsOfModel: IDataObject,
): Scope {
	return {
		$json,
		$itemIndex,
		$runIndex,
		$fromAI: (name) => argumentsOfModel[name],
		$now: { toISO: () => new Date().toISOString(), toMillis: () => Date.now() },
	};
}
