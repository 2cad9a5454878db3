// Reading of node parameters. Evaluating an expression is the dearest thing n8n does per item: what holds no
// expression is read once per run, what only names a column straight from the item, and all others of an item
// are evaluated in one go.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../contract/json';

/** `={{ $json.email }}` and its two other spellings: the value of one column of the item. */
const COLUMN = /^=\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\\]+)"\]|\['([^'\\]+)'\])\s*\}\}$/;
/** Columns that an expression names, whatever it makes of them. */
const NAMED = /\$json(?:\.([A-Za-z_]\w*)|\["([^"\\]+)"\]|\['([^'\\]+)'\])/g;
/** `={{ … }}` with nothing around it, and nothing in it that could not stand inside a list. */
const SINGLE = /^=\{\{((?:(?!\{\{|\}\}|;|\$fromAI)[\s\S])+)\}\}$/;

/** Reads the value of a parameter, or of a part of one, for an item. */
type Reader = (itemIndex: number) => unknown;

/** The parameters of the running node. */
export class Parameters {
	private readonly readers = new Map<string, Reader>();
	private readonly items: Array<{ json: IDataObject }>;
	private readonly named = new Set<string | undefined>();
	/** The codes of the expressions that are evaluated in one go, and the values of the latest item. */
	private readonly codes: string[] = [];
	private latest: { itemIndex: number; values: unknown[] | undefined } | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.items = context.getInputData();
		for (const [name, stored] of Object.entries(context.getNode().parameters)) {
			this.readers.set(name, this.readerOf(name, stored));
		}
	}

	/**
	 * The value of a parameter for one item; undefined when the editor hides it.
	 * @throws what n8n throws for an expression that cannot be evaluated
	 */
	read(name: string, itemIndex: number): unknown {
		return this.readers.get(name)?.(itemIndex);
	}

	/** One entry of a collection, whatever its other entries are: one that cannot be evaluated is not this one's fault. */
	readPart(name: string, part: string, itemIndex: number): unknown {
		const stored = this.context.getNode().parameters[name];
		if (typeof stored !== 'object' || stored === null) {
			const whole = this.read(name, itemIndex);
			return isObject(whole) ? whole[part] : undefined;
		}
		const value = (stored as IDataObject)[part];
		return hasExpression(value) ? this.evaluate(`${name}.${part}`, itemIndex) : value;
	}

	/** Whether a parameter is the same for all items: it holds no expression. */
	isFixed(name: string): boolean {
		return !hasExpression(this.context.getNode().parameters[name]);
	}

	get rowCount(): number {
		return this.items.length;
	}

	/** Whether an expression of the node reads a column, by its name. */
	reads(column: string): boolean {
		return this.named.has(column);
	}

	/** The data of an input item. */
	row(itemIndex: number): IDataObject {
		return this.items[itemIndex]?.json ?? {};
	}

	private readerOf(path: string, stored: unknown): Reader {
		if (!hasExpression(stored)) return () => stored;
		if (typeof stored === 'string') return this.expressionReader(path, stored);
		// n8n evaluates a list as a whole.
		if (Array.isArray(stored)) return (itemIndex) => this.evaluate(path, itemIndex);
		const entries = Object.entries(stored as object).map(
			([key, value]) => [key, this.readerOf(`${path}.${key}`, value)] as const,
		);
		return (itemIndex) =>
			Object.fromEntries(entries.map(([key, reader]) => [key, reader(itemIndex)]));
	}

	private expressionReader(path: string, expression: string): Reader {
		const evaluate: Reader = (itemIndex) => this.evaluate(path, itemIndex);
		for (const [, ...names] of expression.matchAll(NAMED))
			this.named.add(names.find((name) => name !== undefined));
		const [, ...spellings] = COLUMN.exec(expression) ?? [];
		const column = spellings.find((name) => name !== undefined);
		if (column !== undefined) {
			return (itemIndex) => {
				const row = this.row(itemIndex);
				return Object.hasOwn(row, column) && isPlain(row[column])
					? row[column]
					: evaluate(itemIndex);
			};
		}
		const code = SINGLE.exec(expression)?.[1];
		if (code === undefined) return evaluate;
		const position = this.codes.push(code) - 1;
		return (itemIndex) => {
			const values = this.joined(itemIndex);
			return values && isPlain(values[position]) ? values[position] : evaluate(itemIndex);
		};
	}

	/** The values of all joined expressions for an item; undefined when they cannot be had together. */
	private joined(itemIndex: number): unknown[] | undefined {
		if (this.codes.length < 2) return undefined;
		if (this.latest?.itemIndex !== itemIndex) {
			this.latest = { itemIndex, values: this.evaluateJoined(itemIndex) };
		}
		return this.latest.values;
	}

	private evaluateJoined(itemIndex: number): unknown[] | undefined {
		// The line breaks end comments.
		const list = this.codes.map((code) => `(${code}\n)`).join(',');
		try {
			const values: unknown = this.context.evaluateExpression(`{{ [${list}] }}`, itemIndex);
			return Array.isArray(values) && values.length === this.codes.length ? values : undefined;
		} catch {
			// One of them fails: each is then evaluated by itself, and the one that fails says why.
			return undefined;
		}
	}

	private evaluate(path: string, itemIndex: number): unknown {
		return this.context.getNodeParameter(path, itemIndex, undefined, { skipValidation: true });
	}
}

/** True when a parameter's stored value holds an expression somewhere inside. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}

/** Values that n8n hands on as they are; objects and dates it treats in its own way. */
function isPlain(value: unknown): boolean {
	return (
		value === undefined || value === null || ['string', 'number', 'boolean'].includes(typeof value)
	);
}
