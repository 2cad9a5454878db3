// Pieces of Markdown that the generated pages are made of.

/** Text as it stands in a cell of a table: in one line, without what Markdown or HTML would read otherwise. */
export function cell(text: string): string {
	return text
		.replace(/<br\s*\/?>/g, ' ')
		.replace(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '[$2]($1)')
		.replace(/<\/?b>/g, '**')
		.replace(/\|/g, '\\|')
		.replace(/\s+/g, ' ')
		.trim();
}

/** A table; nothing where it has no rows. */
export function table(head: string[], rows: string[][]): string[] {
	if (rows.length === 0) return [];
	const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** Something as code. */
export const code = (text: string) => `\`${text}\``;

/** A value as a block of JSON. */
export const json = (value: unknown): string[] => [
	'```json',
	JSON.stringify(value, null, '\t'),
	'```',
	'',
];

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
	return heading
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');
}

/** The first line of every page that is made, for those who want to change it. */
export const MADE =
	'<!-- Made by `npm run generate` from the code of the nodes. Change it there. -->';
