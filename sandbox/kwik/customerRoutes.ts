// Kwik's customer endpoints in both versions (kwik.md 2.2–2.4, 3.1).
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../shared/refusal';
import { listedForm, storedFields, writtenForm, type KwikCustomer } from './customer';
import type { KwikData } from './data';
import { failure, type RecordErrors } from './errors';
import type { KwikSandbox } from './kwik';
import { lookupById } from './lookups';
import {
	createSchema,
	isCompanyOrPerson,
	listSchema,
	updateSchema,
	type ApiVersion,
} from './schemas';

type Sent = Record<string, unknown>;

const INACTIVE = new Set(['ARCHIVED', 'DISABLED']);
const TOO_LARGE_PAGE = '<html><head><title>413 Request Entity Too Large</title></head></html>';

/** Answers records in a random order: the document promises none (D18). */
function shuffled<T>(list: T[]): T[] {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(Math.random() * (i + 1));
		[list[i], list[j]] = [list[j] as T, list[i] as T];
	}
	return list;
}

/** Adds create, update and list of one version. */
export function addCustomerRoutes(kwik: KwikSandbox, version: ApiVersion): void {
	const { app, switches } = kwik;
	const written = writtenForm(version);
	const listed = listedForm(version);

	const answer = (customers: KwikCustomer[]) => {
		const results = customers.map(written);
		return { status: true, results: switches.shuffleResults ? shuffled(results) : results };
	};
	const checkSize = async (request: FastifyRequest) => {
		const records = (request.body as { records?: unknown } | undefined)?.records;
		const size = Array.isArray(records) ? records.length : 0;
		if (switches.maxBatchSize === 0 || size <= switches.maxBatchSize) return;
		if (switches.overMaxBatchSize === 'http-413') throw new Refusal(413, TOO_LARGE_PAGE);
		throw failure('002', switches);
	};
	const recordsOf = (request: FastifyRequest) => (request.body as { records: Sent[] }).records;

	// kwik.md 2.2 (V1), 3.1 (V2): all or nothing, one result per record.
	app.post(
		`/${version}/customers/create`,
		{ schema: { body: createSchema(version) }, preValidation: checkSize },
		async (request) => {
			const data = kwik.dataOf(request);
			return answer(recordsOf(request).map((record) => data.addCustomer(storedFields(record))));
		},
	);

	// kwik.md 2.3: only the fields to change besides `id` (D4); null clears.
	app.post(
		`/${version}/customers/update`,
		{ schema: { body: updateSchema(version) }, preValidation: checkSize },
		async (request) => {
			const records = recordsOf(request);
			const data = kwik.dataOf(request);
			refuseUnknown(records, data);
			refuseImpossible(records, data);
			const updatedAt = data.timestamp();
			return answer(
				records.map((record) => {
					const customer = data.customers.get(record['id'] as string) as KwikCustomer;
					return Object.assign(customer, storedFields(record), { updated_at: updatedAt });
				}),
			);
		},
	);

	function refuseUnknown(records: Sent[], data: KwikData): void {
		const details: RecordErrors[] = records
			.filter((record) => !data.customers.has(record['id'] as string))
			.map((record) => ({
				record,
				errors: { id: { message: 'The customer was not found.', rule: 'exists' } },
			}));
		if (details.length > 0) throw failure('007', switches, details);
	}

	// What only the stored record can tell: side effects of 2.3 and "where clearing is allowed".
	function refuseImpossible(records: Sent[], data: KwikData): void {
		const details: RecordErrors[] = [];
		const statusField = version === '1.0' ? 'customer_status_lookups_id' : 'customer_status';
		for (const record of records) {
			const errors: RecordErrors['errors'] = {};
			const changes = storedFields(record);
			const stored = data.customers.get(record['id'] as string);
			if (changes.customer_status === null) {
				errors[statusField] = {
					message: 'The customer status cannot be cleared.',
					rule: 'required',
				};
			} else if (
				INACTIVE.has(changes.customer_status ?? '') &&
				data.runningPayments.has(record['id'] as string)
			) {
				errors[statusField] = {
					message: 'A customer with running payments cannot be archived or disabled.',
					rule: 'running_payments',
				};
			}
			if (!isCompanyOrPerson({ ...stored, ...changes })) {
				errors['company_name'] = {
					message: 'The company name, or person name and person surname, is required.',
					rule: 'required_without',
				};
			}
			if (Object.keys(errors).length > 0) details.push({ record, errors });
		}
		if (details.length > 0) throw failure('005', switches, details);
	}

	// kwik.md 2.4, D6, D7: filters, no paging, no total. V2's filters are not documented (3.1).
	app.get(
		`/${version}/customers/list`,
		{ schema: { querystring: listSchema(version) } },
		async (request) => {
			const applied = version === '1.0' || switches.v2Filters === 'applied';
			const query = (applied ? request.query : {}) as Record<string, string | undefined>;
			const statusId = query['customer_status_lookups_id'];
			const status =
				statusId === undefined
					? query['customer_status']
					: lookupById('customer_status', statusId)?.enum;
			const { date_start: start, date_end: end } = query;
			const inclusive = switches.dateBounds === 'inclusive';
			const results: Sent[] = [];
			for (const customer of kwik.dataOf(request).customers.values()) {
				// Days compare as text, in GMT+2 like the timestamps.
				const day = customer.created_at.slice(0, 10);
				if (status !== undefined && customer.customer_status !== status) continue;
				if (start !== undefined && (inclusive ? day < start : day <= start)) continue;
				if (end !== undefined && (inclusive ? day > end : day >= end)) continue;
				results.push(listed(customer));
			}
			return { status: true, results };
		},
	);
}
