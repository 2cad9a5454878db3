// One item of an operation that is made up: parameters and a row in, what the item reads and refuses out.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sentence } from '../../../nodes/shared/contract/failure';
import type { Field } from '../../../nodes/shared/contract/field';
import { toSnakeCase } from '../../../nodes/shared/contract/text';
import { withDataMode } from '../../../nodes/shared/form/mapping';
import { ItemReader } from '../../../nodes/shared/plan/item';
import { Parameters } from '../../../nodes/shared/plan/parameters';
import { Source, type ItemContext } from '../../../nodes/shared/plan/source';
import { RunNotes } from '../../../nodes/shared/tell/notes';

export interface Given {
	/** The node's parameters as they are stored. An expression such as `={{ $json.email }}` is read from the row. */
	parameters?: IDataObject;
	row?: IDataObject;
	/** Columns are mapped automatically. */
	mapped?: boolean;
	apiVersion?: string;
	changes?: string;
	namedBy?: string[];
	notes?: RunNotes;
}

/** What the provider that is made up calls its versions. */
export const versions: ItemContext['provider']['versions'] = {
	of: () => '1',
	setting: 'Customer API',
	names: { '1': 'V1', '2': 'V2' },
};

/** The item of these fields. */
export function itemOf(fields: Field[], given: Given = {}): ItemReader {
	return new ItemReader(contextOf(fields, given), 0);
}

/** What a row of these fields goes by. */
export function nameOf(fields: Field[], given: Given = {}): string | undefined {
	return new Source(contextOf(fields, given), 0).name();
}

function contextOf(fields: Field[], given: Given): ItemContext {
	const { parameters = {}, row = {}, mapped = false, apiVersion = '1', ...more } = given;
	const mode = mapped ? { dataMode: 'autoMapInputData' } : {};
	const context = {
		getNode: () => ({ parameters: { ...mode, ...parameters } }),
		getInputData: () => [{ json: row }],
		getNodeParameter: () => undefined,
	};
	return {
		provider: { wireName: toSnakeCase, versions },
		operation: {
			properties: withDataMode(fields),
			...(more.namedBy ? { namedBy: more.namedBy } : {}),
			...(more.changes === undefined ? {} : { changes: more.changes }),
		},
		parameters: new Parameters(context as unknown as IExecuteFunctions),
		notes: more.notes ?? new RunNotes(),
		apiVersion,
	};
}

/** What an item refuses, as a person reads it. */
export function refusalsOf({ problems }: ItemReader): string[] {
	return problems.map(sentence);
}
