// Customer records in answers. kwik.md 2.2–2.4 and 4.4.
import { listIn } from '../../../shared/contract/json';
import type { ReconcileRule } from '../../../shared/contract/operation';

const DAY = 24 * 60 * 60 * 1000;
/** South African Standard Time, the zone of all of Kwik's times, has no daylight saving. */
const ZONE = '+02:00';
const ZONE_OFFSET = 2 * 60 * 60 * 1000;

/** The records of create, update and list. */
export const allRecords = listIn('results');

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
	matches: (stored, sent) => stored.reference === sent.reference,
	reference: 'reference',
	createdAt: ({ created_at }) => Date.parse(`${String(created_at).replace(' ', 'T')}${ZONE}`),
	// Times and the clock of the answer are cut to whole seconds.
	tolerance: 3000,
};
