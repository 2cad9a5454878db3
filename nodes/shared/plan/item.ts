// Reads one input item for an operation: parameters checked and converted, problems collected.
import type { IDataObject } from 'n8n-workflow';
import { isField, type Field, type FieldProblem } from '../contract/field';
import type { Item } from '../contract/item';
import { isBlank, isObject } from '../contract/json';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import { isWhole, toSnakeCase } from '../contract/text';
import { autoMaps } from '../form/mapping';
import type { RunNotes } from '../tell/notes';
import { checkValue, HALF_A_CHARACTER } from './checks';
import { columnsOf } from './columns';
import type { Parameters } from './parameters';

/** Two columns of a row stand for the same field. */
function twice(label: string, column: string): string {
	return `Several columns hold ${label}: the last of them, "${column}", was taken.`;
}

/** What an item needs to know of the run it belongs to. */
export interface ItemContext {
	provider: Pick<Provider, 'wireName'>;
	operation: Pick<Operation, 'properties'>;
	parameters: Parameters;
	notes: RunNotes;
}

/** Reads the parameters of one item. Nothing here throws for bad input: see `problems`. */
export class ItemReader implements Item {
	/** What is wrong with the item's fields; an item with problems is not sent. */
	readonly problems: FieldProblem[] = [];

	constructor(
		private readonly context: ItemContext,
		readonly index: number,
	) {}

	text(name: string): string | undefined {
		const value = this.value(this.property(name), this.read(name));
		return isBlank(value) ? undefined : String(value).trim();
	}

	flag(name: string): boolean {
		return this.read(name) === true;
	}

	/** One entry of `options`; undefined when it is not set. */
	option(name: string): string | undefined {
		const options = this.read('options');
		const value = isObject(options) ? options[name] : undefined;
		return isBlank(value) ? undefined : String(value).trim();
	}

	id(name: string): string {
		const stored = this.isMapped() ? this.columnId(name) : this.read(name);
		const value = isObject(stored) ? stored.value : stored;
		if (isBlank(value) || typeof value === 'object') {
			this.refuse(
				name,
				this.isMapped() ? `is required: the row needs a column "${name}" or "id"` : 'is required',
			);
			return '';
		}
		const id = String(value).trim();
		// In a path these would lead to another address.
		if (id === '.' || id === '..') this.refuse(name, `"${id}" is no ID`);
		else if (!isWhole(id)) this.refuse(name, HALF_A_CHARACTER);
		else return id;
		return '';
	}

	locatorMode(name: string): string | undefined {
		const stored = this.read(name);
		return isObject(stored) ? String(stored.mode) : undefined;
	}

	/** *Limit*, or undefined when all records are wanted. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const limit = Number(this.read('limit'));
		if (!Number.isInteger(limit) || limit < 1)
			this.refuse('limit', 'must be a whole number from 1 on');
		return limit;
	}

	collection(name: string): IDataObject | undefined {
		const property = this.property(name);
		const stored = this.read(name);
		if (!property || !isObject(stored)) return undefined;
		const record = this.gather(
			(property.options ?? []).filter(isField),
			(field) => stored[field.name],
		);
		return Object.keys(record).length > 0 ? record : undefined;
	}

	record(): IDataObject {
		const { properties } = this.context.operation;
		if (this.isMapped()) return this.mappedRecord(properties);
		const fields = properties.filter((field) => field.rules);
		const record = this.gather(fields, (field) => this.read(field.name));
		for (const property of properties) {
			if (property.type === 'collection') Object.assign(record, this.collection(property.name));
		}
		return record;
	}

	cleared(name: string, fields: Field[]): IDataObject {
		const chosen = this.read(name);
		const record: IDataObject = {};
		for (const choice of Array.isArray(chosen) ? chosen : []) {
			const field = fields.find((candidate) => candidate.name === choice);
			if (!field?.rules) this.refuse(name, `names "${String(choice)}", which cannot be cleared`);
			else if (this.isShown(field)) record[this.wireNameOf(field)] = null;
		}
		return record;
	}

	get isSound(): boolean {
		return this.problems.length === 0;
	}

	refuse(field: string, message: string): void {
		this.problems.push({ field, message });
	}

	refuseReversedDates(record: IDataObject, start: string, end: string): void {
		const { wireName } = this.context.provider;
		const [first, last] = [record[wireName(start)], record[wireName(end)]];
		if (typeof first === 'string' && typeof last === 'string' && first > last) {
			this.refuse(end, `must not be before ${start} (${first}), but is ${last}`);
		}
	}

	refuseEmptyUpdate(changes: IDataObject, otherWay = ''): void {
		if (this.isSound && Object.keys(changes).length === 0) {
			this.refuse('updateFields', `is empty: add the fields to change${otherWay}`);
		}
	}

	private isMapped(): boolean {
		return autoMaps(this.read('dataMode'));
	}

	private mappedRecord(properties: Field[]): IDataObject {
		const row = this.context.parameters.row(this.index);
		const { fields, byColumn } = columnsOf(properties, (field) => this.wireNameOf(field));
		const given = new Map<Field, unknown>();
		for (const [column, value] of Object.entries(row)) {
			const field = byColumn.get(column);
			if (field === undefined) this.context.notes.unknownColumn(column);
			if (!field || isBlank(value)) continue;
			if (given.has(field)) this.context.notes.say(twice(field.displayName, column));
			given.set(field, value);
		}
		return this.gather(fields, (field) => given.get(field));
	}

	private columnId(name: string): unknown {
		const row = this.context.parameters.row(this.index);
		return [row[name], row[toSnakeCase(name)], row.id].find((value) => !isBlank(value));
	}

	private gather(fields: Field[], read: (field: Field) => unknown): IDataObject {
		const record: Record<string, unknown> = {};
		for (const field of fields) {
			if (!field.rules || !this.isShown(field)) continue;
			const value = this.value(field, read(field));
			if (value !== undefined) record[this.wireNameOf(field)] = value;
		}
		return record as IDataObject;
	}

	private value(field: Field | undefined, given: unknown): unknown {
		if (!field?.rules) return given;
		const { value, problem } = checkValue(given, field.rules);
		if (problem !== undefined) this.refuse(field.name, problem);
		return value;
	}

	/**
	 * A field the editor hides for the other parameters' values is not sent, even if a value is left in it.
	 * Mapped columns depend only on the node's own form (`/apiVersion`), not on neighbours they replace.
	 */
	private isShown(field: Field): boolean {
		return Object.entries(field.displayOptions?.show ?? {}).every(([key, values]) => {
			if (this.isMapped() && !key.startsWith('/')) return true;
			const name = key.replace(/^\//, '');
			const value = this.read(name) ?? this.property(name)?.default;
			return values?.includes(value as string);
		});
	}

	private wireNameOf(field: Field): string {
		return field.rules?.wireName ?? this.context.provider.wireName(field.name);
	}

	private property(name: string): Field | undefined {
		return this.context.operation.properties.find((property) => property.name === name);
	}

	private read(name: string): unknown {
		return this.context.parameters.read(name, this.index);
	}
}
