// One input row whose columns stand for fields by their names.
import type { IDataObject } from 'n8n-workflow';
import { labelOf, type Field } from '../contract/field';
import { isBlank } from '../contract/json';
import { shorten, toSnakeCase } from '../contract/text';
import type { RunNotes } from '../tell/notes';
import { fieldOf, nearest, plain, type Columns } from './columns';
import type { Parameters } from './parameters';

/** Columns that an error names; a sheet may have hundreds. */
const MOST_NAMED = 12;

/** What a row needs to know of its run. */
export interface RowContext {
	parameters: Parameters;
	notes: RunNotes;
	operation: { changes?: string };
}

/** A row, read once. */
export class Row {
	private readonly row: IDataObject;
	private readonly given = new Map<Field, unknown>();
	private readonly exactly = new Set<Field>();
	/** Columns that name the record itself, with what they hold. */
	private readonly naming: Array<[string, unknown]> = [];

	constructor(
		private readonly context: RowContext,
		private readonly columns: Columns,
		index: number,
	) {
		this.row = context.parameters.row(index);
		const unknown: string[] = [];
		const labels = new Set<string>();
		for (const [column, value] of Object.entries(this.row)) {
			const field = fieldOf(columns, column);
			if (field === undefined && !context.parameters.reads(column)) unknown.push(column);
			if (field === null && !isBlank(value)) this.naming.push([column, value]);
			if (!field) continue;
			labels.add(labelOf(field));
			this.take(field, column, value);
		}
		const meant = (column: string) => {
			const field = nearest(columns, column);
			return field && labelOf(field);
		};
		for (const column of unknown)
			context.notes.unknownColumn(
				column,
				() => meant(column),
				(label) => labels.has(label),
			);
	}

	/** What a column holds for a field; undefined where none does. */
	value(field: Field): unknown {
		return this.given.get(field);
	}

	/** What names the record that is changed: the column of its parameter, else `id`, else that of its label. */
	id(parameter: string): unknown {
		const named = (is: (column: string) => boolean) =>
			this.naming.find(([column]) => is(column))?.[1];
		const { loose } = this.columns;
		return (
			named((column) => column === parameter || column === toSnakeCase(parameter)) ??
			named((column) => plain(column) === plain(parameter)) ??
			named((column) => plain(column) === 'id') ??
			named((column) => loose.get(plain(column)) === null)
		);
	}

	/** What a row goes by in sentences: a field's value, or the record it names. */
	nameOf(parameter: string, field: Field | undefined): unknown {
		return field?.rules ? this.given.get(field) : this.id(parameter);
	}

	/** Why a field is missing: which columns there are, and which one was expected. */
	whyMissing(parameter: string, message: string): string {
		const empty = Object.keys(this.row).find((column) => {
			const field = fieldOf(this.columns, column);
			return field?.name === parameter;
		});
		if (empty !== undefined) return `${message}, but the column "${empty}" is empty`;
		const names = Object.keys(this.row).map((column) => `"${shorten(column)}"`);
		const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
		const found = names.slice(0, MOST_NAMED).join(', ') || 'none';
		return `${message}; columns found: ${found}${rest}; expected: ${this.expected(parameter)}`;
	}

	private expected(parameter: string): string {
		const field = this.columns.fields.find(({ name }) => name === parameter);
		if (field) {
			const wire = [...this.columns.exact]
				.filter(([, known]) => known === field)
				.map(([name]) => name);
			return [...new Set([...wire, labelOf(field)])].map((name) => `"${name}"`).join(' or ');
		}
		if (this.columns.exact.get(parameter) === null) {
			return [...new Set([parameter, toSnakeCase(parameter), 'id'])]
				.map((name) => `"${name}"`)
				.join(' or ');
		}
		return this.columns.fields.map((known) => `"${known.name}"`).join(', ');
	}

	private take(field: Field, column: string, value: unknown): void {
		const { notes, operation } = this.context;
		if (value === null && operation.changes !== undefined) {
			notes.say(
				`An empty "${column}" empties nothing: ${labelOf(field)} is left out. ${operation.changes}`.trim(),
			);
		}
		if (isBlank(value)) return;
		const isExact = this.columns.exact.get(column) === field;
		if (this.given.has(field)) {
			const kept = this.exactly.has(field) && !isExact;
			notes.say(twice(labelOf(field), kept ? undefined : column));
			if (kept) return;
		}
		if (isExact) this.exactly.add(field);
		this.given.set(field, value);
	}
}

/** Two columns of a row stand for the same field. */
function twice(label: string, taken: string | undefined): string {
	return taken === undefined
		? `Several columns hold ${label}: the one with its exact name was taken.`
		: `Several columns hold ${label}: the last of them, "${taken}", was taken.`;
}
