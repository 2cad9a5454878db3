// One input item as an operation sees it.
import type { IDataObject } from 'n8n-workflow';
import type { Field } from './field';

/** A record as a resource locator names it. */
export interface Located {
	/** The mode: `id` (also for what was chosen from the list), or another by which the provider's list is searched. */
	by: string;
	value: string;
}

/** Reads the parameters of one item, checked and converted. Problems are collected, never thrown. */
export interface Item {
	readonly index: number;
	/** The version of the provider's API that the credential asks for; empty where there is only one. */
	readonly apiVersion: string;
	/** Whether nothing is wrong so far: rules about several fields are judged only then. */
	readonly isSound: boolean;
	/** A text parameter; undefined when it is blank. Checked when it is a request field. */
	text(name: string): string | undefined;
	/** A switch. */
	flag(name: string): boolean;
	/** A switch among the options. */
	option(name: string): boolean;
	/** The id inside a resource locator, or in the row where columns are mapped automatically; required. */
	id(name: string): string;
	/** The record that a resource locator, or the row, names; required. */
	located(name: string): Located;
	/** The fields set in one collection, checked, under their wire names; undefined when none is. */
	collection(name: string): IDataObject | undefined;
	/** All request fields of the operation that are set: in its parameters, or in the row's columns. */
	record(): IDataObject;
	/** `null` for each of `fields` chosen in a multi-select, under its wire name; names unknown are refused. */
	cleared(name: string, fields: Field[]): IDataObject;
	/** Reports a problem of a field, with the value that is wrong where one is; the item will not be sent. */
	refuse(field: string, message: string, value?: unknown): void;
	/** Reports that a field is missing; says what the row has instead where columns are mapped automatically. */
	refuseMissing(field: string, message?: string): void;
	/** Reports dates that are the wrong way round. */
	refuseReversedDates(record: IDataObject, start: string, end: string): void;
	/** Reports that nothing is to be changed. */
	refuseEmptyUpdate(changes: IDataObject, otherWay?: string): void;
}
