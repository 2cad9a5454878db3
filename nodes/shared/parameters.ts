// Reading of node parameters: one with an expression once per item, one without it once per run.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** `={{ $json.email }}` and its two other spellings: the value of one column of the item. */
const COLUMN = /^=\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\\]+)"\]|\['([^'\\]+)'\])\s*\}\}$/;

type Reader = (itemIndex: number) => unknown;

/** Stands for a value that only n8n can evaluate. */
const NOT_HERE = Symbol('not here');

/**
 * The parameters of the running node. Evaluating an expression is the dearest thing n8n does per item, and
 * most expressions only name a column: those are read straight from the item.
 */
export class Parameters {
	private readonly readers = new Map<string, Reader>();
	private readonly items: Array<{ json: IDataObject }>;

	constructor(private readonly context: IExecuteFunctions) {
		this.items = context.getInputData();
	}

	/**
	 * The value of a parameter for one item; undefined when the editor hides it.
	 * @throws what n8n throws for an expression that cannot be evaluated
	 */
	read(name: string, itemIndex: number): unknown {
		let reader = this.readers.get(name);
		if (!reader) this.readers.set(name, (reader = this.readerOf(name)));
		return reader(itemIndex);
	}

	/** The data of an input item. */
	row(itemIndex: number): IDataObject {
		return this.items[itemIndex]?.json ?? {};
	}

	private readerOf(name: string): Reader {
		const stored: unknown = this.context.getNode().parameters[name];
		if (stored === undefined) return () => undefined;
		const evaluate: Reader = (itemIndex) =>
			this.context.getNodeParameter(name, itemIndex, undefined, { skipValidation: true });
		if (!hasExpression(stored)) {
			let constant: unknown = NOT_HERE;
			return () => (constant === NOT_HERE ? (constant = evaluate(0)) : constant);
		}
		const columns = columnReader(stored);
		if (!columns) return evaluate;
		return (itemIndex) => {
			const value = columns(this.row(itemIndex));
			return value === NOT_HERE ? evaluate(itemIndex) : value;
		};
	}
}

/** True when a parameter's stored value holds an expression somewhere inside. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}

/**
 * Reads a stored value whose only expressions name a column; undefined when it has others. Gives NOT_HERE
 * where the column holds something that n8n treats in its own way (objects, dates).
 */
function columnReader(stored: unknown): ((row: IDataObject) => unknown) | undefined {
	if (!hasExpression(stored)) return () => stored;
	if (typeof stored === 'string') {
		const [, ...names] = COLUMN.exec(stored) ?? [];
		const column = names.find((name) => name !== undefined);
		return column === undefined ? undefined : (row) => plainValue(row, column);
	}
	if (Array.isArray(stored)) return undefined;
	const entries: Array<[string, (row: IDataObject) => unknown]> = [];
	for (const [key, value] of Object.entries(stored as object)) {
		const reader = columnReader(value);
		if (!reader) return undefined;
		entries.push([key, reader]);
	}
	return (row) => {
		const object: Record<string, unknown> = {};
		for (const [key, reader] of entries) {
			const value = reader(row);
			if (value === NOT_HERE) return NOT_HERE;
			object[key] = value;
		}
		return object;
	};
}

function plainValue(row: IDataObject, column: string): unknown {
	if (!Object.hasOwn(row, column)) return NOT_HERE;
	const value = row[column];
	return typeof value === 'object' && value !== null ? NOT_HERE : value;
}
