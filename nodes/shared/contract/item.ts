// One input item as an operation sees it.
import type { IDataObject } from 'n8n-workflow';
import type { Field } from './field';

/** Reads the parameters of one item, checked and converted. Problems are collected, never thrown. */
export interface Item {
	readonly index: number;
	/** Whether nothing is wrong so far: rules about several fields are judged only then. */
	readonly isSound: boolean;
	/** A text parameter; undefined when it is blank. Checked when it is a request field. */
	text(name: string): string | undefined;
	/** A switch. */
	flag(name: string): boolean;
	/** The id inside a resource locator, or in the row where columns are mapped automatically; required. */
	id(name: string): string;
	/** How a resource locator names its record: `list`, `id` …; undefined for a plain value. */
	locatorMode(name: string): string | undefined;
	/** The fields set in one collection, checked, under their wire names; undefined when none is. */
	collection(name: string): IDataObject | undefined;
	/** All request fields of the operation that are set: from its parameters, or from the row's columns. */
	record(): IDataObject;
	/** `null` for each of `fields` chosen in a multi-select, under its wire name; names unknown are refused. */
	cleared(name: string, fields: Field[]): IDataObject;
	/** Reports a problem of a field; the item will not be sent. */
	refuse(field: string, message: string): void;
	/** Reports dates that are the wrong way round. */
	refuseReversedDates(record: IDataObject, start: string, end: string): void;
	/** Reports that nothing is to be changed. */
	refuseEmptyUpdate(changes: IDataObject, otherWay?: string): void;
}
