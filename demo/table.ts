// A plain table for the terminal.

/** A link for the eye: its long keys and signatures shortened one by one, then the whole to `width` characters. */
export function shortenLink(link: string, width: number): string {
	const short = link.replace(/[\w%-]{15,}/g, (token) => `${token.slice(0, 6)}…${token.slice(-5)}`);
	return shorten(short, width);
}

/** The first `width` characters of a text, an ellipsis in place of what is cut off. */
export const shorten = (text: string, width: number) =>
	text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** Lines of a table with a header; columns as wide as their longest cell, numbers to the right. */
export function table(header: string[], rows: Array<Array<string | number>>): string {
	const widths = header.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
	);
	const line = (cells: Array<string | number>) =>
		cells
			.map((cell, column) =>
				typeof cell === 'number'
					? String(cell).padStart(widths[column]!)
					: cell.padEnd(widths[column]!),
			)
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [line(header), rule, ...rows.map(line)].join('\n');
}
