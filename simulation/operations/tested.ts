// What a scenario has to know of an operation: its parameters, and how rows and records are told apart.
import type { INodeParameters } from 'n8n-workflow';
import type { ProviderName } from '../providers';
import type { Route } from '../wire/routes';

/**
 * What may be promised for an operation: `reconciled` and `keyed` never twice · `never` sent once, and not again ·
 * `safe` repeating does no harm · `reads`.
 */
export type Guarantee = 'reconciled' | 'keyed' | 'never' | 'safe' | 'reads';

export interface Tested {
	provider: ProviderName;
	resource: string;
	operation: string;
	repeat: Guarantee;
	/** The calls that have its effect. */
	routes: Route[];
	/** The column that tells rows apart. */
	tag: string;
	/** Columns that are fields of the operation itself, and those of its collections. */
	fields: string[];
	collections?: Record<string, string[]>;
	/** The column that names the record, where the operation has a locator. */
	locator?: string;
	/** A field that may change with every try. */
	volatile?: [collection: string | undefined, field: string];
	more?: INodeParameters;
	/** Whether rows about the same record must take effect in their order, and by which column they are about it. */
	ordered?: string;
	mapsColumns: boolean;
}

/** What all operations that only read have in common. */
export const reading = {
	repeat: 'reads',
	routes: [],
	fields: [],
	mapsColumns: false,
} satisfies Partial<Tested>;
