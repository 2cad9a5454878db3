// Kwik's reference data: lookups and payment methods (kwik.md 3.2, 3.4). Values beyond the documented ones
// are plausible fillings, so that every dropdown has something to show.
import { fixedKwikId } from '../shared/ids';

/** Whose data: in V2 the key decides whether live or test data are used (section 1). */
export type DataKind = 'live' | 'test';

export interface Lookup {
	id: string;
	parent_lookups_id: string | null;
	title: string;
	enum: string;
	type: string;
}

const VALUES: Record<string, Array<[enumValue: string, title: string]>> = {
	customer_status: [
		['ACTIVE', 'Active'],
		['DISABLED', 'Disabled'],
		['ARCHIVED', 'Archived'],
	],
	id_type: [
		['SOUTH_AFRICAN_ID', 'South African ID'],
		['PASSPORT', 'Passport'],
		['TEMPORARY_RESIDENCE', 'Temporary Residence'],
		['COMPANY_REGISTRATION_NUMBER', 'Company Registration Number'],
	],
	client_type: [
		['RESIDENT_INDIVIDUAL', 'Resident Individual'],
		['NON_RESIDENT_INDIVIDUAL', 'Non-resident Individual'],
		['RESIDENT_COMPANY', 'Resident Company'],
		['NON_RESIDENT_COMPANY', 'Non-resident Company'],
	],
	bank_account_type: [
		['CHEQUE_OR_CURRENT', 'Cheque/Current'],
		['SAVINGS', 'Savings'],
		['TRANSMISSION', 'Transmission'],
	],
	bank_name: [
		['ABSA', 'ABSA Bank'],
		['FNB', 'First National Bank'],
		['NEDBANK', 'Nedbank'],
		['STANDARD_BANK', 'Standard Bank'],
	],
	access_level: [
		['READ_ONLY', 'Read-Only'],
		['READ_WRITE', 'Read-Write'],
	],
	adjustment_category: [['AMOUNT', 'Amount']],
	adjustment_type: [['ONCE_OFF', 'Once Off']],
	country: [
		['ZA', 'South Africa'],
		['NA', 'Namibia'],
		['BW', 'Botswana'],
	],
};

const PROVINCES: Array<[string, string]> = [
	['GAUTENG', 'Gauteng'],
	['WESTERN_CAPE', 'Western Cape'],
	['KWAZULU_NATAL', 'KwaZulu-Natal'],
];

/** The same in every run, and different for live and test data. */
function idOf(kind: DataKind, prefix: string, name: string): string {
	return fixedKwikId(prefix, kind === 'live' ? name : `test/${name}`);
}

function lookupsOf(kind: DataKind): readonly Lookup[] {
	const lookup = (
		type: string,
		[value, title]: [string, string],
		parent: string | null,
	): Lookup => ({
		id: idOf(kind, 'loo', `${type}/${value}`),
		parent_lookups_id: parent,
		title,
		enum: value,
		type,
	});
	const southAfrica = idOf(kind, 'loo', 'country/ZA');
	return [
		...Object.entries(VALUES).flatMap(([type, values]) =>
			values.map((value) => lookup(type, value, null)),
		),
		...PROVINCES.map((value) => lookup('province', value, southAfrica)),
	];
}

/** Every lookup of live data. */
export const LOOKUPS: readonly Lookup[] = lookupsOf('live');

const BY_ID = new Map(LOOKUPS.map((entry) => [entry.id, entry]));
const BY_ENUM = new Map(LOOKUPS.map((entry) => [`${entry.type}/${entry.enum}`, entry]));

/** The lookup types there are. */
export const LOOKUP_TYPES: ReadonlySet<string> = new Set(LOOKUPS.map((entry) => entry.type));

/** A live lookup by its id, if it is of the type asked for: only V1, which has no test data, takes ids. */
export function lookupById(type: string, id: string): Lookup | undefined {
	const entry = BY_ID.get(id);
	return entry?.type === type ? entry : undefined;
}

/** A lookup by its enum value. */
export function lookupByEnum(type: string, value: string): Lookup | undefined {
	return BY_ENUM.get(`${type}/${value}`);
}

/** The id of an enum value of a type; null stays null. */
export function lookupIdOf(type: string, value: string | null): string | null {
	return value === null ? null : (lookupByEnum(type, value)?.id ?? null);
}

export interface PaymentMethod {
	id: string;
	payment_method_type: string;
	payment_industry: string;
	provider_bank: string;
	abbreviated_name: string;
	item_limit: string;
	monthly_limit: string;
	/** Not sent: enum values of `bank_name` this method reaches. */
	banks: string[];
}

function paymentMethodsOf(kind: DataKind): readonly PaymentMethod[] {
	const method = (bank: string, name: string, banks: string[]): PaymentMethod => ({
		id: idOf(kind, 'pam', name),
		payment_method_type: 'EFT_DEBIT_ORDER',
		payment_industry: 'GENERAL',
		provider_bank: bank,
		abbreviated_name: name,
		item_limit: '5000.00',
		monthly_limit: '100000.00',
		banks,
	});
	return [
		method('ABSA', 'ABSA-EFT', ['ABSA', 'FNB', 'NEDBANK', 'STANDARD_BANK']),
		method('NEDBANK', 'NED-RM', ['NEDBANK']),
	];
}

/** What each kind of data has. */
export const REFERENCE = {
	live: { lookups: LOOKUPS, paymentMethods: paymentMethodsOf('live') },
	test: { lookups: lookupsOf('test'), paymentMethods: paymentMethodsOf('test') },
} as const satisfies Record<DataKind, object>;
