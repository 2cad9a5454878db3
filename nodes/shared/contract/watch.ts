// What a polling trigger watches.
import type { IDataObject } from 'n8n-workflow';
import type { ListReader } from './json';
import type { Paging } from './operation';
import type { ProviderRequest } from './request';

/** Something that happened to a record. */
export interface Change {
	event: string;
	/** Differs each time the event happens to the record again; nothing where it happens once. */
	state?: string;
	/** Not told when the record itself is new. */
	onlyLater?: boolean;
}

/** What a trigger watches. */
export interface WatchRule {
	/** The list of all records. With pages the newest come first. */
	request: (apiVersion: string) => ProviderRequest;
	records: ListReader;
	/** A list in pages is read as far back as the parameter `lookBackDays` says. */
	pages?: {
		paging: Paging;
		/** When a record was made, in epoch milliseconds. */
		createdAt: (record: IDataObject) => number;
	};
	identity: (record: IDataObject) => string;
	/** What a manual test says when none of the chosen events has happened yet, without a full stop: "No link was completed". */
	nothingYet: string | ((events: string[]) => string);
	/** Everything that has happened to a record so far. */
	changes: (record: IDataObject) => Change[];
}
