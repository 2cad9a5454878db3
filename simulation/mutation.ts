// Changes to the sources of the nodes, made where a program is started and nowhere else.

/** One change in one file. */
export interface Edit {
	/** From the root of the repository, without its extension. */
	file: string;
	find: string;
	replace: string;
}

export interface Mutant {
	id: string;
	/** What it does to a user. */
	bug: string;
	edits: Edit[];
}

/** The text of a file with a mutant in it. @throws where an edit does not fit any more */
export function mutated({ id, edits }: Mutant, file: string, text: string): string {
	return edits
		.filter((edit) => edit.file === file)
		.reduce((changed, { find, replace }) => {
			const parts = changed.split(find);
			if (parts.length !== 2)
				throw new Error(`Mutant ${id}: ${file} has its text ${parts.length - 1} times`);
			return parts.join(replace);
		}, text);
}
