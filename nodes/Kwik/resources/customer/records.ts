// Customer records in answers. kwik.md 2.2–2.4 and 4.4.
import type { IDataObject } from 'n8n-workflow';
import { listIn, looseText } from '../../../shared/contract/json';
import type { ReconcileRule } from '../../../shared/contract/operation';

const DAY = 24 * 60 * 60 * 1000;
/** South African Standard Time, the zone of all of Kwik's times, has no daylight saving. */
const ZONE = '+02:00';
const ZONE_OFFSET = 2 * 60 * 60 * 1000;

/** The records of create, update and list. */
export const allRecords = listIn('results');

/** The names every node of this package uses for a customer, then Kwik's own. */
export function simplifiedCustomer(record: IDataObject): IDataObject {
	return {
		provider: 'kwik',
		id: record.id ?? null,
		reference: record.reference ?? null,
		name: nameOf(record) || null,
		email: record.email ?? null,
		phone: record.contact_number ?? null,
		status: record.customer_status ?? record.customer_status_lookups_id ?? null,
		createdAt: momentOf(record.created_at),
		updatedAt: momentOf(record.updated_at),
	};
}

/** The name of a company, or a person's name and surname. */
export function nameOf({ company_name, person_name, person_surname }: IDataObject): string {
	return String(company_name || [person_name, person_surname].filter(Boolean).join(' '));
}

/** Kwik's time with its zone, which Kwik leaves out; what is no such time stays as it is. */
function momentOf(time: IDataObject[string]): IDataObject[string] {
	if (typeof time !== 'string') return time ?? null;
	return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time) ? `${time.replace(' ', 'T')}${ZONE}` : time;
}

/**
 * Finds customers whose creation was not confirmed: Kwik has no idempotency key (kwik.md 6). The list is narrowed to
 * those of the last days: Kwik's clock, by which they are dated, and this machine's may each be a day off.
 */
export const findCreated: ReconcileRule = {
	list: ({ path }, since) => ({
		method: 'GET',
		path: path.replace(/create$/, 'list'),
		query:
			since === undefined
				? {}
				: { date_start: new Date(since - 3 * DAY + ZONE_OFFSET).toISOString().slice(0, 10) },
	}),
	records: allRecords,
	sent: ({ record }) => record!,
	matches: (stored, sent) => looseText(stored.reference) === looseText(sent.reference),
	reference: 'reference',
	whenTwice:
		'Keep one customer of each and archive the others: Create or Update, and naming a customer By Reference, refuse a reference that several have.',
	createdAt: ({ created_at }) => Date.parse(`${String(created_at).replace(' ', 'T')}${ZONE}`),
	// Times and the clock of the answer are cut to whole seconds.
	tolerance: 3000,
};
