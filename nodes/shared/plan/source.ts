// Where the values of an item come from: the parameters of the node, or the columns of its row.
import { labelOf, type Field, type FieldRules } from '../contract/field';
import { isBlank, isObject } from '../contract/json';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import { shorten } from '../contract/text';
import { autoMaps } from '../form/mapping';
import type { RunNotes } from '../tell/notes';
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

/** Parameters and columns of one item, as they are. */
export class Source {
	private mappedRow: Row | undefined;

	constructor(
		private readonly context: ItemContext,
		private readonly index: number,
	) {}

	/** The value of a parameter. */
	read(name: string): unknown {
		return this.context.parameters.read(name, this.index);
	}

	/** The row, where columns are mapped automatically. */
	get row(): Row | undefined {
		if (!autoMaps(this.read('dataMode'))) return undefined;
		return (this.mappedRow ??= new Row(this.context, this.columns(), this.index));
	}

	/** The operation's request fields. */
	get fields(): Field[] {
		return this.columns().fields;
	}

	/** A property of the operation by its name; those inside collections are none. */
	property(name: string): Field | undefined {
		return this.context.operation.properties.find((property) => property.name === name);
	}

	/** A request field, or the locator of the record, by its parameter's name. */
	field(name: string): Field | undefined {
		return this.fields.find((field) => field.name === name) ?? this.property(name);
	}

	/** What the node sets for a field, be it in a collection; what the editor hides is not set. */
	inNode(field: Field): unknown {
		const top = this.property(field.name);
		if (top) return this.isShown(top) ? unwrapped(this.read(field.name)) : undefined;
		for (const { name, type } of this.context.operation.properties) {
			const stored = type === 'collection' ? this.read(name) : undefined;
			const value = isObject(stored) && this.isShown(field) ? stored[field.name] : undefined;
			if (value !== undefined) return unwrapped(value);
		}
		return undefined;
	}

	/** A field the editor hides for the other parameters' values is not sent, even if a value is left in it. */
	isShown(field: Field): boolean {
		return Object.entries(field.displayOptions?.show ?? {}).every(([key, values]) => {
			const name = key.replace(/^\//, '');
			const value = this.read(name) ?? this.property(name)?.default;
			return values?.includes(value as string);
		});
	}

	/** The name of a field on the wire, in the version of the API. */
	wireNameOf({ name, rules }: Field): string {
		const { provider, apiVersion } = this.context;
		return rules?.versions?.[apiVersion]?.wireName ?? rules?.wireName ?? provider.wireName(name);
	}

	/** The rules of a field in the version of the API; undefined where that does not know it. */
	rulesOf(rules: FieldRules): FieldRules | undefined {
		if (rules.versions === undefined) return rules;
		const version = rules.versions[this.context.apiVersion];
		return version && { ...rules, ...version };
	}

	/** What is wrong with a field that only other versions of the API know. */
	onlyElsewhere({ versions = {} }: FieldRules): string {
		const { setting, names } = this.context.provider.versions!;
		const others = Object.keys(versions).map((version) => names[version]);
		return `is known to ${others.join(' and ')} only: choose it as ${setting} in the credential, or leave it out`;
	}

	/** What the editor calls a parameter. */
	label(name: string): string {
		const field = this.field(name);
		return field ? labelOf(field) : asLabel(name);
	}

	/** What tells a person which row it is: `reference E-2`; undefined where nothing does. */
	name(): string | undefined {
		const { row } = this;
		for (const parameter of this.context.operation.namedBy ?? []) {
			const field = this.field(parameter);
			const set = field && this.inNode(field);
			const value = row && isBlank(set) ? row.nameOf(parameter, field) : set;
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

	private columns(): Columns {
		const { operation, apiVersion } = this.context;
		return columnsOf(operation.properties, apiVersion, (field) => this.wireNameOf(field));
	}
}

/** What a resource locator holds; every other value as it is. */
function unwrapped(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}

/** The label of an option: `checkOnly` → `Check Only`. */
function asLabel(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, ' $&');
}

/** A label inside a sentence: `Customer Account` → `customer account`, `ID Number` → `ID number`. */
function inSentence(label: string): string {
	return label.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
