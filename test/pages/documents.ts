// The provider documents (docs/providers), read as what they are made of: sections, tables of fields, samples.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

const ROOT = resolve(__dirname, '../..');

/** The first column of a table that lists fields. */
const LISTS_FIELDS =
	/^\| (?:Field|Filter|Parameter|Body field|Part of the request|Query parameter|V1 field) \|/;

/** A table of fields: the names of each row. */
export interface FieldTable {
	section: string;
	/** Which of the section's tables of fields it is, counted from 0. */
	index: number;
	fields: string[];
}

export interface ProviderDocument {
	/** `kwik`: the name of the page. */
	name: string;
	/** The page as it is. */
	text: string;
	tables: FieldTable[];
	/** The JSON samples of each section, in their order. */
	samples: Map<string, IDataObject[]>;
}

/** The names in a cell: what stands as code, each once. */
function namesIn(cell: string): string[] {
	return [...new Set([...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!))];
}

/** The fields of a table's rows. Where V1 and V2 names stand side by side, those of V2. */
function fieldsOf(lines: string[]): string[] {
	const [head = '', , ...rows] = lines;
	const column = head.startsWith('| V1 field') ? 2 : 1;
	return rows.flatMap((row) => {
		const cells = row.split(' | ');
		const cell = (column === 1 ? cells[0]! : cells[1]!).replace(/^\| /, '');
		return namesIn(cell === 'unchanged' ? cells[0]! : cell);
	});
}

/** Reads a provider's page. */
export function readDocument(name: string): ProviderDocument {
	const page = readFileSync(join(ROOT, 'docs', 'providers', `${name}.md`), 'utf8');
	const tables: FieldTable[] = [];
	const samples = new Map<string, IDataObject[]>();
	const parts = page.split(/^(?=#{2,3} \d)/m).slice(1);
	for (const part of parts) {
		const [, section] = /^#{2,3} ([\d.]*\d)/.exec(part)!;
		const blocks = part.split('\n\n').map((block) => block.trim().split('\n'));
		const found = blocks.filter(([head = '']) => LISTS_FIELDS.test(head));
		found.forEach((lines, index) => {
			tables.push({ section: section!, index, fields: fieldsOf(lines) });
		});
		const json = [...part.matchAll(/^```json\n([\s\S]*?)^```$/gm)];
		samples.set(
			section!,
			json.map(([, text]) => JSON.parse(text!) as IDataObject),
		);
	}
	return { name, text: page, tables, samples };
}
