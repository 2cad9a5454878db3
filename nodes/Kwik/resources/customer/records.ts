// Customer records in answers. kwik.md 4.4: create and update answer with as many `results` as records were sent.
import type { IDataObject } from 'n8n-workflow';

/** The stored records; undefined when their number is not `count`. */
export function storedRecords(body: IDataObject, count: number): IDataObject[] | undefined {
	const { results } = body;
	return Array.isArray(results) && results.length === count
		? (results as IDataObject[])
		: undefined;
}

/** The records of a list; undefined when there is no list. */
export function allRecords(body: IDataObject): IDataObject[] | undefined {
	return Array.isArray(body.results) ? (body.results as IDataObject[]) : undefined;
}
