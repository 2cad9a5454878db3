// Reads one input item for an operation: parameters checked and converted, problems collected.
import type { IDataObject } from 'n8n-workflow';
import { isField, labelOf, type CoinUnit, type Field, type FieldProblem } from '../contract/field';
import type { Item, Located } from '../contract/item';
import { isBlank, isObject, looseText } from '../contract/json';
import { isWhole, shorten } from '../contract/text';
import { checkValue, HALF_A_CHARACTER } from './checks';
import { Source, type ItemContext } from './source';

/** Where a problem has been reported. */
const NOT_LOCATED: Located = { by: 'id', value: '' };

/** Reads the parameters of one item. Nothing here throws for bad input: see `problems`. */
export class ItemReader implements Item {
	/** What is wrong with the item's fields; an item with problems is not sent. */
	readonly problems: FieldProblem[] = [];
	/** What is worth knowing about values that are sent. */
	readonly remarks = new Set<string>();
	/** Where its values come from. */
	private readonly source: Source;

	constructor(
		private readonly context: ItemContext,
		readonly index: number,
	) {
		this.source = new Source(context, index);
	}

	get apiVersion(): string {
		return this.context.apiVersion;
	}

	get isSound(): boolean {
		return this.problems.length === 0;
	}

	text(name: string): string | undefined {
		const value = this.value(this.source.property(name), this.source.read(name));
		return isBlank(value) ? undefined : String(value).trim();
	}

	flag(name: string): boolean {
		return this.source.read(name) === true;
	}

	option(name: string): boolean {
		const options = this.source.read('options');
		const chosen = isObject(options) ? options[name] : undefined;
		// A switch that an expression sets may come as text.
		return !isBlank(chosen) && chosen !== false && String(chosen).trim() !== 'false';
	}

	/** What says how the item is sent and is no part of the request: as the node sets it, else as the row's column. */
	setting(name: string): string | undefined {
		const { source } = this;
		const field = source.property(name);
		if (!field) return undefined;
		const set = source.read(name);
		const inRow = source.row?.value(field);
		const isSet = !isBlank(set) && set !== field.default;
		if (isSet && looseText(set) !== looseText(inRow)) this.refuseContradiction(name, set, inRow);
		const value = this.value(field, isSet ? set : inRow);
		return value === undefined ? undefined : String(value);
	}

	id(name: string): string {
		return this.located(name).value;
	}

	located(name: string): Located {
		const stored = this.source.read(name);
		const [mode, set] = isObject(stored) ? [stored.mode, stored.value] : ['id', stored];
		const isSet = !isBlank(set) && typeof set !== 'object';
		const inRow = this.source.row?.id(name);
		if (!isSet && isBlank(inRow)) {
			this.refuseMissing(name);
			return NOT_LOCATED;
		}
		if (isSet && this.refuseContradiction(name, set, inRow)) return NOT_LOCATED;
		if (isSet && this.source.row && isBlank(inRow) && this.isForAllRows(name)) {
			this.refuse(
				name,
				'is chosen in the node for every row: empty it there and name the record in a column, or set it by an expression',
				set,
			);
			return NOT_LOCATED;
		}
		const value = String(isSet ? set : inRow).trim();
		// In a path these would lead to another address.
		if (value === '.' || value === '..') this.refuse(name, 'is no ID', value);
		else if (!isWhole(value)) this.refuse(name, HALF_A_CHARACTER);
		else return { by: isSet && mode !== 'list' ? String(mode) : 'id', value };
		return NOT_LOCATED;
	}

	/** A record that was left chosen in the node would be taken for each row that means another. */
	private refuseContradiction(name: string, set: unknown, inRow: unknown): boolean {
		const fixed = this.context.parameters.isFixed(name);
		if (isBlank(inRow) || !fixed || String(set).trim() === String(inRow).trim()) return false;
		const meant = shorten(String(inRow));
		this.refuse(name, `is chosen in the node, but the row means "${meant}": empty it there`, set);
		return true;
	}

	/** Whether a parameter says the same for several rows. */
	private isForAllRows(name: string): boolean {
		const { parameters } = this.context;
		return parameters.rowCount > 1 && parameters.isFixed(name);
	}

	/** *Limit*, or undefined when all records are wanted. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const stored = this.source.read('limit');
		const limit = Number(stored);
		if (!Number.isInteger(limit) || limit < 1)
			this.refuse('limit', 'must be a whole number from 1 on', stored);
		return limit;
	}

	collection(name: string): IDataObject | undefined {
		const property = this.source.property(name);
		const stored = this.source.read(name);
		if (!property || !isObject(stored)) return undefined;
		const fields = (property.options ?? []).filter(isField);
		const record = this.gather(fields, (field) => stored[field.name]);
		return Object.keys(record).length > 0 ? record : undefined;
	}

	record(): IDataObject {
		const { source } = this;
		const { row } = source;
		return this.gather(source.fields, (field) => {
			const set = source.inNode(field);
			if (!row || isBlank(set)) return row ? row.value(field) : set;
			if (field.type === 'resourceLocator')
				this.refuseContradiction(field.name, set, row.value(field));
			return set;
		});
	}

	cleared(name: string, fields: Field[]): IDataObject {
		const { source } = this;
		const chosen = source.read(name);
		const record: IDataObject = {};
		for (const choice of Array.isArray(chosen) ? chosen : []) {
			const field = fields.find((candidate) => candidate.name === choice);
			if (!field?.rules) this.refuse(name, 'names a field that cannot be cleared', choice);
			else if (source.rulesOf(field.rules)) record[source.wireNameOf(field)] = null;
			else this.refuse(field.name, source.onlyElsewhere(field.rules));
		}
		return record;
	}

	refuse(field: string, message: string, value?: unknown): void {
		const problem: FieldProblem = { field, message, label: this.source.label(field) };
		if (value !== undefined) problem.value = shorten(String(value));
		this.problems.push(problem);
	}

	refuseMissing(field: string, message = 'is required'): void {
		this.refuse(field, this.source.row?.whyMissing(field, message) ?? message);
	}

	refuseReversedDates(record: IDataObject, start: string, end: string): void {
		const { wireName } = this.context.provider;
		const [first, last] = [record[wireName(start)], record[wireName(end)]];
		if (typeof first === 'string' && typeof last === 'string' && first > last) {
			this.refuse(end, `is before ${this.source.label(start)} (${first})`, last);
		}
	}

	refuseEmptyUpdate(changes: IDataObject, otherWay = ''): void {
		if (this.isSound && Object.keys(changes).length === 0) {
			this.refuseMissing('updateFields', `is empty: add the fields to change${otherWay}`);
		}
	}

	private gather(fields: Field[], read: (field: Field) => unknown): IDataObject {
		const record: Record<string, unknown> = {};
		for (const field of fields) {
			if (!field.rules || field.rules.setting) continue;
			const value = this.value(field, read(field));
			if (value !== undefined) record[this.source.wireNameOf(field)] = value;
		}
		return record as IDataObject;
	}

	private value(field: Field | undefined, given: unknown): unknown {
		if (!field?.rules) return given;
		if (isBlank(given)) {
			if (field.rules.required && this.source.isShown(field)) this.refuseMissing(field.name);
			return undefined;
		}
		const rules = this.source.rulesOf(field.rules);
		if (!rules) {
			this.refuse(field.name, this.source.onlyElsewhere(field.rules));
			return undefined;
		}
		const { unit } = rules;
		const coin = unit && this.coinOf(unit);
		if (unit && !coin) return undefined;
		const { value, problem, quote } = checkValue(given, rules, coin);
		if (problem !== undefined) this.refuse(field.name, problem, quote);
		const remark = rules.remark?.(String(given).trim());
		if (remark !== undefined) this.remarks.add(`${labelOf(field)} ${remark}`);
		return value;
	}

	/** In which coin amounts are given; what is wrong with it is told once, however many amounts there are. */
	private coinOf({ parameter, major, minor }: CoinUnit): string | undefined {
		if (this.problems.some(({ field }) => field === parameter)) return undefined;
		const coin = this.setting(parameter)?.toLowerCase();
		if (coin === major || coin === minor) return coin;
		if (coin !== undefined) this.refuse(parameter, `is neither ${major} nor ${minor}`, coin);
		else
			this.refuse(parameter, `is not chosen: say whether amounts are in ${major} or in ${minor}`);
		return undefined;
	}
}
