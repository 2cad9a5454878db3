// The stored customer and its two forms: V1 with lookup ids, V2 with enum texts (kwik.md 2.2, 2.4, 3.1).
import { lookupById, lookupIdOf } from './lookups';
import type { ApiVersion } from './schemas';

/** A customer as stored: lookups as enum texts, whatever version wrote them. */
export interface KwikCustomer {
	id: string;
	reference: string;
	company_name: string | null;
	person_name: string | null;
	person_surname: string | null;
	client_type: string | null;
	id_type: string | null;
	id_number: string | null;
	email: string | null;
	contact_number: string | null;
	customer_status: string;
	is_tax: boolean | null;
	tax_number: string | null;
	billing_address_line_1: string | null;
	billing_address_line_2: string | null;
	city_or_town: string | null;
	postal_code: number | null;
	billing_province_or_state: string | null;
	billing_country: string | null;
	billing_email: string | null;
	shipping_contact_name: string | null;
	shipping_contact_number: string | null;
	shipping_address_line_1: string | null;
	shipping_address_line_2: string | null;
	shipping_city_or_town: string | null;
	shipping_postal_code: number | null;
	shipping_province_or_state: string | null;
	shipping_country: string | null;
	metadata: Record<string, unknown> | null;
	deleted_at: string | null;
	/** `YYYY-MM-DD HH:mm:ss`, GMT+2, like `created_at`. */
	updated_at: string | null;
	created_at: string;
}

/** A whole customer from the fields that are known. */
export function customerFrom(
	fields: Partial<KwikCustomer>,
	id: string,
	createdAt: string,
): KwikCustomer {
	return {
		id,
		reference: '',
		company_name: null,
		person_name: null,
		person_surname: null,
		client_type: null,
		id_type: null,
		id_number: null,
		email: null,
		contact_number: null,
		is_tax: null,
		tax_number: null,
		billing_address_line_1: null,
		billing_address_line_2: null,
		city_or_town: null,
		postal_code: null,
		billing_province_or_state: null,
		billing_country: null,
		billing_email: null,
		shipping_contact_name: null,
		shipping_contact_number: null,
		shipping_address_line_1: null,
		shipping_address_line_2: null,
		shipping_city_or_town: null,
		shipping_postal_code: null,
		shipping_province_or_state: null,
		shipping_country: null,
		metadata: null,
		deleted_at: null,
		updated_at: null,
		created_at: createdAt,
		...fields,
		customer_status: fields.customer_status ?? 'ACTIVE',
	};
}

/** A sent record in the stored form: V1's lookup ids become enum texts. The record was checked before. */
export function storedFields(record: Record<string, unknown>): Partial<KwikCustomer> {
	const { id_type_lookups_id: idType, customer_status_lookups_id: status, ...rest } = record;
	const stored: Record<string, unknown> = rest;
	if (idType !== undefined) stored['id_type'] = enumOf('id_type', idType);
	if (status !== undefined) stored['customer_status'] = enumOf('customer_status', status);
	return stored;
}

function enumOf(type: string, id: unknown): string | null {
	return typeof id === 'string' ? (lookupById(type, id)?.enum ?? null) : null;
}

type Shown = Record<string, unknown>;

function v1Record(customer: KwikCustomer): Shown {
	return {
		reference: customer.reference,
		company_name: customer.company_name,
		person_name: customer.person_name,
		person_surname: customer.person_surname,
		id_type_lookups_id: lookupIdOf('id_type', customer.id_type),
		id_number: customer.id_number,
		email: customer.email,
		contact_number: customer.contact_number,
		billing_address_line_1: customer.billing_address_line_1,
		billing_address_line_2: customer.billing_address_line_2,
		city_or_town: customer.city_or_town,
		postal_code: customer.postal_code,
	};
}

/** A customer as create and update of V1 answer it (2.2, sample response). */
export function v1Written(customer: KwikCustomer): Shown {
	return {
		id: customer.id,
		customer_status_lookups_id: lookupIdOf('customer_status', customer.customer_status),
		deleted_at: customer.deleted_at,
		updated_at: customer.updated_at,
		created_at: customer.created_at,
		...v1Record(customer),
		metadata: customer.metadata,
	};
}

/** A customer as the V1 list shows it: no `deleted_at` (2.4). */
export function v1Listed(customer: KwikCustomer): Shown {
	return {
		id: customer.id,
		...v1Record(customer),
		customer_status_lookups_id: lookupIdOf('customer_status', customer.customer_status),
		metadata: customer.metadata,
		updated_at: customer.updated_at,
		created_at: customer.created_at,
	};
}

/** A customer in V2: create, update and list answer in the same format (3.1). */
export function v2Shown(customer: KwikCustomer): Shown {
	const { deleted_at: _hidden, ...shown } = customer;
	return shown;
}

/** The form of written records in a version. */
export function writtenForm(version: ApiVersion): (customer: KwikCustomer) => Shown {
	return version === '1.0' ? v1Written : v2Shown;
}

/** The form of listed records in a version. */
export function listedForm(version: ApiVersion): (customer: KwikCustomer) => Shown {
	return version === '1.0' ? v1Listed : v2Shown;
}
