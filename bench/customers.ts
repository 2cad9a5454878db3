// A thousand and more Kwik customers: the rows, and every way in which a user writes their fields.
import { KWIK_LOOKUPS } from '../sandbox';
import type { Row, Task } from './contender';

interface Column {
	/** Column of the row, and name on the wire. */
	name: string;
	/** Parameter of this package's node. */
	parameter: string;
	/** Shown by itself, not among the additional fields. */
	main?: boolean;
	/** The expression of a user who cleans the data on the way; what is between the braces. */
	computed: string;
	/** A number on the wire. */
	number?: boolean;
}

const COLUMNS: Column[] = [
	{
		name: 'reference',
		parameter: 'reference',
		main: true,
		computed: '$json.reference.trim().toUpperCase()',
	},
	{
		name: 'person_name',
		parameter: 'personName',
		main: true,
		computed: '$json.person_name.trim()',
	},
	{
		name: 'person_surname',
		parameter: 'personSurname',
		main: true,
		computed: '$json.person_surname.trim()',
	},
	{ name: 'email', parameter: 'email', main: true, computed: '$json.email.toLowerCase()' },
	{
		name: 'contact_number',
		parameter: 'contactNumber',
		main: true,
		computed: "'+' + $json.contact_number.replace('+', '')",
	},
	{
		name: 'id_type_lookups_id',
		parameter: 'idType',
		computed: "$json.id_type_lookups_id || ''",
	},
	{ name: 'id_number', parameter: 'idNumber', computed: "$json.id_number.replaceAll(' ', '')" },
	{
		name: 'customer_status_lookups_id',
		parameter: 'customerStatus',
		computed: "$json.customer_status_lookups_id || ''",
	},
	{
		name: 'billing_address_line_1',
		parameter: 'billingAddressLine1',
		computed: '$json.billing_address_line_1.trim()',
	},
	{
		name: 'billing_address_line_2',
		parameter: 'billingAddressLine2',
		computed: "$json.billing_address_line_2 ?? ''",
	},
	{ name: 'city_or_town', parameter: 'cityOrTown', computed: '$json.city_or_town.trim()' },
	{
		name: 'postal_code',
		parameter: 'postalCode',
		computed: 'Number($json.postal_code)',
		number: true,
	},
];

/** How many fields a customer has. */
export const FIELD_COUNT = COLUMNS.length;

/** `plain` names a column, `computed` does something with it. */
export type Style = 'plain' | 'computed';

const inner = ({ name, computed }: Column, style: Style) =>
	style === 'plain' ? `$json.${name}` : computed;
const expression = (column: Column, style: Style) => `={{ ${inner(column, style)} }}`;

/** The fields as parameters of this package's node. */
export function ownFields(style: Style) {
	const entries = (main: boolean) =>
		Object.fromEntries(
			COLUMNS.filter((column) => Boolean(column.main) === main).map((column) => [
				column.parameter,
				expression(column, style),
			]),
		);
	return { ...entries(true), additionalFields: entries(false) };
}

/** The body as somebody types it into the HTTP Request node, a placeholder in each field. */
export function jsonBody(style: Style): string {
	const lines = COLUMNS.map((column) => {
		const value = `{{ ${inner(column, style)} }}`;
		return `\t\t\t"${column.name}": ${column.number ? value : `"${value}"`}`;
	});
	return `={\n\t"records": [\n\t\t{\n${lines.join(',\n')}\n\t\t}\n\t]\n}`;
}

/** The fields by name and expression, for nodes that take them as a list. */
export const namedFields = (style: Style) =>
	COLUMNS.map((column) => ({
		name: column.name,
		value: expression(column, style),
		type: column.number ? 'number' : 'string',
	}));

const lookup = (type: string) => KWIK_LOOKUPS.find((entry) => entry.type === type)!.id;

/** One row of a sheet; `bad` makes Kwik refuse it, for a reason that only Kwik can know. */
export function customerRow(index: number, bad = false): Row {
	const number = String(index + 1).padStart(8, '0');
	return {
		reference: `CLN${number}`,
		person_name: 'Nomsa',
		person_surname: `Dlamini-${index + 1}`,
		email: bad ? `customer${index + 1}@-example` : `customer${index + 1}@example.com`,
		contact_number: `+2783${number.slice(1)}`,
		id_type_lookups_id: lookup('id_type'),
		id_number: `90011${number}`,
		customer_status_lookups_id: lookup('customer_status'),
		billing_address_line_1: `${(index % 300) + 1} Superior Complex`,
		billing_address_line_2: '541 New River Road',
		city_or_town: 'Pretoria',
		postal_code: 1285,
	};
}

export const LATENCY_MS = 50;
export const KWIK_LIMIT = 100;

/** Creating customers. @param bad which rows Kwik must refuse */
export const createCustomers = (bad: ReadonlySet<number> = new Set()): Task => {
	const refused = new Set([...bad].map((index) => customerRow(index).reference));
	return {
		setup: () => ({ provider: 'kwik', latencyMs: LATENCY_MS, rateLimit: KWIK_LIMIT }),
		rows: (count) =>
			Array.from({ length: count }, (_, index) => customerRow(index, bad.has(index))),
		effects: 'customers',
		keyOf: ({ reference }) => (refused.has(reference) ? undefined : String(reference)),
		outputKeyOf: ({ reference }) => reference,
	};
};
