// Reads one input item for an operation: parameters checked and converted, problems collected.
import type { IDataObject } from 'n8n-workflow';
import {
	isField,
	labelOf,
	type Field,
	type FieldProblem,
	type FieldRules,
} from '../contract/field';
import type { Item, Located } from '../contract/item';
import { isBlank, isObject } from '../contract/json';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import { isWhole, shorten } from '../contract/text';
import { autoMaps } from '../form/mapping';
import type { RunNotes } from '../tell/notes';
import { checkValue, HALF_A_CHARACTER } from './checks';
import { columnsOf, type Columns } from './columns';
import type { Parameters } from './parameters';
import { Row } from './row';

/** What an item needs to know of the run it belongs to. */
export interface ItemContext {
	provider: Pick<Provider, 'wireName' | 'versions'>;
	operation: Pick<Operation, 'properties' | 'namedBy' | 'changes'>;
	parameters: Parameters;
	notes: RunNotes;
	/** The version of the provider's API that the credential asks for; empty where there is only one. */
	apiVersion: string;
}

/** Where a problem has been reported. */
const NOT_LOCATED: Located = { by: 'id', value: '' };

/** Reads the parameters of one item. Nothing here throws for bad input: see `problems`. */
export class ItemReader implements Item {
	/** What is wrong with the item's fields; an item with problems is not sent. */
	readonly problems: FieldProblem[] = [];
	/** What is worth knowing about values that are sent. */
	readonly remarks = new Set<string>();
	private mappedRow: Row | undefined;

	constructor(
		private readonly context: ItemContext,
		readonly index: number,
	) {}

	get apiVersion(): string {
		return this.context.apiVersion;
	}

	get isSound(): boolean {
		return this.problems.length === 0;
	}

	text(name: string): string | undefined {
		const value = this.value(this.property(name), this.read(name));
		return isBlank(value) ? undefined : String(value).trim();
	}

	flag(name: string): boolean {
		return this.read(name) === true;
	}

	option(name: string): boolean {
		const chosen = this.optionText(name);
		// A switch that an expression sets may come as text.
		return chosen !== undefined && chosen !== 'false';
	}

	/** One entry of `options` as text; undefined when it is not set. */
	optionText(name: string): string | undefined {
		const options = this.read('options');
		const value = isObject(options) ? options[name] : undefined;
		return isBlank(value) ? undefined : String(value).trim();
	}

	id(name: string): string {
		return this.located(name).value;
	}

	located(name: string): Located {
		const stored = this.read(name);
		const [mode, set] = isObject(stored) ? [stored.mode, stored.value] : ['id', stored];
		const isSet = !isBlank(set) && typeof set !== 'object';
		const inRow = this.isMapped() ? this.row().id(name) : undefined;
		if (!isSet && isBlank(inRow)) {
			this.refuseMissing(name);
			return NOT_LOCATED;
		}
		const fixed = this.context.parameters.isFixed(name);
		if (isSet && !isBlank(inRow) && fixed && String(set).trim() !== String(inRow).trim()) {
			// A record that was left chosen in the node would be changed once for each row that means another.
			const meant = shorten(String(inRow));
			this.refuse(name, `is chosen in the node, but the row means "${meant}": empty it there`, set);
			return NOT_LOCATED;
		}
		const value = String(isSet ? set : inRow).trim();
		// In a path these would lead to another address.
		if (value === '.' || value === '..') this.refuse(name, 'is no ID', value);
		else if (!isWhole(value)) this.refuse(name, HALF_A_CHARACTER);
		else return { by: isSet && mode !== 'list' ? String(mode) : 'id', value };
		return NOT_LOCATED;
	}

	/** *Limit*, or undefined when all records are wanted. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const stored = this.read('limit');
		const limit = Number(stored);
		if (!Number.isInteger(limit) || limit < 1)
			this.refuse('limit', 'must be a whole number from 1 on', stored);
		return limit;
	}

	collection(name: string): IDataObject | undefined {
		const property = this.property(name);
		const stored = this.read(name);
		if (!property || !isObject(stored)) return undefined;
		const fields = (property.options ?? []).filter(isField);
		const record = this.gather(fields, (field) => stored[field.name]);
		return Object.keys(record).length > 0 ? record : undefined;
	}

	record(): IDataObject {
		if (!this.isMapped()) return this.gather(this.fields(), (field) => this.inNode(field));
		const row = this.row();
		return this.gather(this.fields(), (field) => {
			const set = this.inNode(field);
			return isBlank(set) ? row.value(field) : set;
		});
	}

	cleared(name: string, fields: Field[]): IDataObject {
		const chosen = this.read(name);
		const record: IDataObject = {};
		for (const choice of Array.isArray(chosen) ? chosen : []) {
			const field = fields.find((candidate) => candidate.name === choice);
			if (!field?.rules) this.refuse(name, 'names a field that cannot be cleared', choice);
			else if (this.isKnownToVersion(field)) record[this.wireNameOf(field)] = null;
			else this.refuse(field.name, this.onlyInOtherVersion(field.rules));
		}
		return record;
	}

	refuse(field: string, message: string, value?: unknown): void {
		const problem: FieldProblem = { field, message, label: this.label(field) };
		if (value !== undefined) problem.value = shorten(String(value));
		this.problems.push(problem);
	}

	refuseMissing(field: string, message = 'is required'): void {
		this.refuse(field, this.isMapped() ? this.row().whyMissing(field, message) : message);
	}

	refuseReversedDates(record: IDataObject, start: string, end: string): void {
		const { wireName } = this.context.provider;
		const [first, last] = [record[wireName(start)], record[wireName(end)]];
		if (typeof first === 'string' && typeof last === 'string' && first > last) {
			this.refuse(end, `is before ${this.label(start)} (${first})`, last);
		}
	}

	refuseEmptyUpdate(changes: IDataObject, otherWay = ''): void {
		if (this.isSound && Object.keys(changes).length === 0) {
			this.refuseMissing('updateFields', `is empty: add the fields to change${otherWay}`);
		}
	}

	/** What tells a person which row it is: `reference E-2`; undefined where nothing does. */
	name(): string | undefined {
		for (const parameter of this.context.operation.namedBy ?? []) {
			const field = this.field(parameter);
			const set = field && this.inNode(field);
			const value = isBlank(set) && this.isMapped() ? this.row().nameOf(parameter, field) : set;
			if (isBlank(value) || typeof value === 'object') continue;
			return `${inSentence(this.label(parameter))} ${shorten(String(value).trim())}`;
		}
		return undefined;
	}

	/** The label of a field by its name on the wire; undefined where no field has it. */
	labelOfWire(name: string): string | undefined {
		const known = this.columns().exact.get(name);
		// A name of the record itself stands for its locator.
		const { properties } = this.context.operation;
		const field =
			known === null ? properties.find(({ type }) => type === 'resourceLocator') : known;
		return field ? labelOf(field) : undefined;
	}

	private isMapped(): boolean {
		return autoMaps(this.read('dataMode'));
	}

	private row(): Row {
		return (this.mappedRow ??= new Row(this.context, this.columns(), this.index));
	}

	private columns(): Columns {
		const { operation, apiVersion } = this.context;
		return columnsOf(operation.properties, apiVersion, (field) => this.wireNameOf(field));
	}

	/** The operation's request fields. */
	private fields(): Field[] {
		return this.columns().fields;
	}

	/** What the node sets for a field, be it in a collection; what the editor hides is not set. */
	private inNode(field: Field): unknown {
		const top = this.property(field.name);
		if (top) return this.isShown(top) ? unwrapped(this.read(field.name)) : undefined;
		for (const { name, type } of this.context.operation.properties) {
			const stored = type === 'collection' ? this.read(name) : undefined;
			const value = isObject(stored) && this.isShown(field) ? stored[field.name] : undefined;
			if (value !== undefined) return unwrapped(value);
		}
		return undefined;
	}

	private gather(fields: Field[], read: (field: Field) => unknown): IDataObject {
		const record: Record<string, unknown> = {};
		for (const field of fields) {
			if (!field.rules) continue;
			const value = this.value(field, read(field));
			if (value !== undefined) record[this.wireNameOf(field)] = value;
		}
		return record as IDataObject;
	}

	private value(field: Field | undefined, given: unknown): unknown {
		if (!field?.rules) return given;
		if (isBlank(given)) {
			if (field.rules.required && this.isShown(field)) this.refuseMissing(field.name);
			return undefined;
		}
		if (!this.isKnownToVersion(field)) {
			this.refuse(field.name, this.onlyInOtherVersion(field.rules));
			return undefined;
		}
		const rules = { ...field.rules, ...field.rules.versions?.[this.apiVersion] };
		const { unit } = rules;
		const coin = unit && this.text(unit.parameter);
		if (unit && coin !== unit.major && coin !== unit.minor) {
			this.refuseCoin(unit);
			return undefined;
		}
		const { value, problem, quote } = checkValue(given, rules, coin);
		if (problem !== undefined) this.refuse(field.name, problem, quote);
		const remark = rules.remark?.(String(given).trim());
		if (remark !== undefined) this.remarks.add(`${labelOf(field)} ${remark}`);
		return value;
	}

	/** Told once, however many amounts there are. */
	private refuseCoin({ parameter, major, minor }: NonNullable<FieldRules['unit']>): void {
		if (this.problems.some(({ field }) => field === parameter)) return;
		this.refuse(parameter, `is not chosen: say whether amounts are in ${major} or in ${minor}`);
	}

	/** A field the editor hides for the other parameters' values is not sent, even if a value is left in it. */
	private isShown(field: Field): boolean {
		return Object.entries(field.displayOptions?.show ?? {}).every(([key, values]) => {
			const name = key.replace(/^\//, '');
			const value = this.read(name) ?? this.property(name)?.default;
			return values?.includes(value as string);
		});
	}

	private isKnownToVersion({ rules }: Field): boolean {
		return rules?.versions === undefined || this.apiVersion in rules.versions;
	}

	private onlyInOtherVersion({ versions = {} }: FieldRules): string {
		const { setting, names } = this.context.provider.versions!;
		const other = Object.keys(versions).map((version) => names[version]);
		return `is known to ${other.join(' and ')} only: choose it as ${setting} in the credential, or leave it out`;
	}

	private wireNameOf(field: Field): string {
		const { versions, wireName } = field.rules ?? {};
		return (
			versions?.[this.apiVersion]?.wireName ??
			wireName ??
			this.context.provider.wireName(field.name)
		);
	}

	private label(name: string): string {
		const field = this.field(name);
		return field ? labelOf(field) : asLabel(name);
	}

	/** A request field, or the locator of the record, by its parameter's name. */
	private field(name: string): Field | undefined {
		return this.fields().find((field) => field.name === name) ?? this.property(name);
	}

	private property(name: string): Field | undefined {
		return this.context.operation.properties.find((property) => property.name === name);
	}

	private read(name: string): unknown {
		return this.context.parameters.read(name, this.index);
	}
}

/** What a resource locator holds; every other value as it is. */
function unwrapped(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}

/** The label of an option: `idempotencyKey` → `Idempotency Key`. */
function asLabel(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, ' $&');
}

/** A label inside a sentence: `Customer Account` → `customer account`, `ID Number` → `ID number`. */
function inSentence(label: string): string {
	return label.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
