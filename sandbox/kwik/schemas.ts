// JSON Schemas of Kwik's requests (kwik.md 2.1–2.4, 3.1), and the rules JSON Schema does not know.
import type { Ajv, SchemaValidateFunction } from 'ajv';
import { lookupByEnum, lookupById } from './lookups';
import type { KwikSwitches } from './switches';

export type ApiVersion = '1.0' | '2.0';

const text = (maxLength?: number) => ({
	type: ['string', 'null'],
	...(maxLength !== undefined && { maxLength }),
});
const integer = { type: ['integer', 'null'] };

// Fields with the same name in V1 and V2 (kwik.md 2.2, 3.1).
const COMMON = {
	reference: { type: 'string', minLength: 1, maxLength: 35 },
	company_name: text(64),
	person_name: text(32),
	person_surname: text(32),
	id_number: text(13),
	email: { ...text(128), format: 'email' },
	contact_number: text(16),
	billing_address_line_1: text(128),
	billing_address_line_2: text(128),
	city_or_town: text(64),
	postal_code: integer,
	metadata: { type: ['object', 'null'] },
};

const V1_ONLY = {
	id_type_lookups_id: { ...text(32), lookupId: 'id_type' },
	customer_status_lookups_id: { ...text(32), lookupId: 'customer_status' },
};

// Maximum lengths of these are not known (kwik.md 3.1), so none are checked.
const V2_ONLY = {
	id_type: { ...text(), lookupEnum: 'id_type' },
	customer_status: { ...text(), lookupEnum: 'customer_status' },
	client_type: { ...text(), lookupEnum: 'client_type' },
	is_tax: { type: ['boolean', 'null'] },
	tax_number: text(),
	billing_province_or_state: text(),
	billing_country: text(),
	billing_email: { ...text(), format: 'email' },
	shipping_contact_name: text(),
	shipping_contact_number: text(),
	shipping_address_line_1: text(),
	shipping_address_line_2: text(),
	shipping_city_or_town: text(),
	shipping_postal_code: integer,
	shipping_province_or_state: text(),
	shipping_country: text(),
};

const FIELDS = { '1.0': { ...COMMON, ...V1_ONLY }, '2.0': { ...COMMON, ...V2_ONLY } };

function batchOf(items: object): object {
	return {
		type: 'object',
		additionalProperties: false,
		required: ['records'],
		properties: { records: { type: 'array', minItems: 1, items } },
	};
}

/** `POST customers/create`: 2.2, and 3.1 for V2. */
export function createSchema(version: ApiVersion): object {
	return batchOf({
		type: 'object',
		additionalProperties: false,
		required: ['reference'],
		companyOrPerson: true,
		properties: FIELDS[version],
	});
}

/** `POST customers/update`: 2.3; only `id` is required, or `reference` too, as is switched (D4); null clears. */
export function updateSchema(version: ApiVersion): object {
	return batchOf({
		type: 'object',
		additionalProperties: false,
		required: ['id'],
		referenceOnUpdate: true,
		properties: { id: { type: 'string', minLength: 1, maxLength: 32 }, ...FIELDS[version] },
	});
}

/** Query of `GET customers/list`: 2.4. V2's names are inferred from 3.1; each version refuses those of the other. */
export function listSchema(version: ApiVersion): object {
	const date = { type: 'string', format: 'date' };
	const status =
		version === '1.0'
			? { customer_status_lookups_id: { type: 'string', lookupId: 'customer_status' } }
			: { customer_status: { type: 'string', lookupEnum: 'customer_status' } };
	return {
		type: 'object',
		additionalProperties: false,
		properties: { ...status, date_start: date, date_end: date },
	};
}

/** `POST customer-portal/link`: 2.1. */
export const PORTAL_LINK_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: ['customer_id'],
	properties: {
		customer_id: { type: 'string', minLength: 1 },
		subscription_id: { type: 'string', minLength: 1 },
		settings: {
			type: 'object',
			additionalProperties: false,
			properties: {
				show_invoices: { type: 'boolean' },
				show_billing_info: { type: 'boolean' },
				allow_update_billing_info: { type: 'boolean' },
				allow_cancel: { type: 'boolean' },
				cancel_type: { type: 'string', enum: ['NOW', 'AFTER_BILLING_PERIOD'] },
				allow_switch_plan: { type: 'boolean' },
				products_ids: { type: 'array', items: { type: 'string', minLength: 1 } },
				redirect_url: { type: 'string', format: 'uri', pattern: '^https?://' },
				page_title: { type: 'string' },
			},
		},
	},
};

/** Endpoints without parameters: an unknown query name is a URL parameter that is not valid. */
export const NO_QUERY_SCHEMA = { type: 'object', additionalProperties: false, properties: {} };

const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** The conditional rule of 2.2: a company name, or both names of a person. */
export function isCompanyOrPerson(record: Record<string, unknown>): boolean {
	return (
		filled(record['company_name']) ||
		(filled(record['person_name']) && filled(record['person_surname']))
	);
}

/** Teaches Ajv Kwik's own rules; `switches` are read at each request. */
export function addKwikKeywords(ajv: Ajv, switches: KwikSwitches): void {
	const hasReference: SchemaValidateFunction = (_on: boolean, record: Record<string, unknown>) => {
		// Told as the rule `required`, like any other field that is missing.
		hasReference.errors = [{ keyword: 'required', params: { missingProperty: 'reference' } }];
		return switches.referenceOnUpdate === 'optional' || record['reference'] !== undefined;
	};
	ajv.addKeyword({
		keyword: 'referenceOnUpdate',
		type: 'object',
		schemaType: 'boolean',
		errors: true,
		validate: hasReference,
	});
	ajv.addKeyword({
		keyword: 'companyOrPerson',
		type: 'object',
		schemaType: 'boolean',
		errors: false,
		validate: (_on: boolean, record: Record<string, unknown>) => isCompanyOrPerson(record),
	});
	ajv.addKeyword({
		keyword: 'lookupId',
		type: 'string',
		schemaType: 'string',
		errors: false,
		validate: (type: string, id: string) => lookupById(type, id) !== undefined,
	});
	ajv.addKeyword({
		keyword: 'lookupEnum',
		type: 'string',
		schemaType: 'string',
		errors: false,
		validate: (type: string, value: string) => lookupByEnum(type, value) !== undefined,
	});
}
