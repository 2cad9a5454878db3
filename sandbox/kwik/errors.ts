// Kwik's failures: envelope and codes of kwik.md 4.1–4.3.
import { Refusal } from '../shared/refusal';
import { fieldOf, type SchemaError, type SchemaFailure } from '../shared/schema';
import type { KwikSwitches } from './switches';

export type KwikCode = '001' | '002' | '003' | '004' | '005' | '006' | '007';

const MESSAGES: Record<KwikCode, string> = {
	'001': 'API key is not valid',
	'002': 'Body layout is not valid',
	'003': 'Body parameters are not valid',
	'004': 'Lookup values are not valid',
	'005': 'Validation failed',
	'006': 'URL parameter is not valid',
	'007': 'Record not found',
};

export interface FieldErrors {
	[field: string]: { message: string; rule: string };
}

export interface RecordErrors {
	/** The record as sent. */
	record: unknown;
	errors: FieldErrors;
}

/**
 * A failure in Kwik's envelope. The vendor does not state the HTTP status (4.3): `mock` follows the
 * third-party mock named there, `ok` answers 200.
 */
export function failure(
	code: KwikCode,
	switches: KwikSwitches,
	details: RecordErrors[] = [],
): Refusal {
	const mocked = code === '001' ? 401 : code === '007' ? 404 : 400;
	const shown =
		switches.errorDetails === 'all'
			? details
			: switches.errorDetails === 'first'
				? details.slice(0, 1)
				: [];
	return new Refusal(switches.failureHttpStatus === 'ok' ? 200 : mocked, {
		status: false,
		error_code: code,
		error_message: MESSAGES[code],
		...(shown.length > 0 && { error_details: shown }),
	});
}

function words(field: string): string {
	return (field.split('.').pop() ?? field).replace(/_/g, ' ');
}

/** Message and rule in the style of the documented sample ("The bank branch code must be an integer."). */
function fieldError(error: SchemaError, field: string): FieldErrors[string] {
	const name = words(field);
	const { params } = error;
	switch (error.keyword) {
		case 'required':
		case 'minLength':
			return { message: `The ${name} field is required.`, rule: 'required' };
		case 'maxLength':
			return {
				message: `The ${name} may not be greater than ${String(params['limit'])} characters.`,
				rule: 'max',
			};
		case 'type': {
			const type = [params['type']].flat().find((entry) => entry !== 'null') as string;
			const article = /^[aeiou]/.test(type) ? 'an' : 'a';
			return { message: `The ${name} must be ${article} ${type}.`, rule: type };
		}
		case 'format':
			return {
				message: `The ${name} must be a valid ${String(params['format'])}.`,
				rule: String(params['format']),
			};
		case 'enum':
			return { message: `The selected ${name} is invalid.`, rule: 'in' };
		case 'additionalProperties':
			return { message: `The ${name} parameter is not known.`, rule: 'unknown' };
		case 'companyOrPerson':
			return {
				message: 'The company name, or person name and person surname, is required.',
				rule: 'required_without',
			};
		case 'lookupId':
		case 'lookupEnum':
			return { message: `The selected ${name} is invalid.`, rule: 'exists' };
		default:
			return { message: `The ${name} is not valid.`, rule: error.keyword };
	}
}

function codeOf(error: SchemaError, batched: boolean): KwikCode {
	// Layout: the frame around the records, or a record that is no object.
	const depth = error.instancePath.split('/').length - 1;
	if (
		batched
			? depth < 2 || (depth === 2 && error.keyword === 'type')
			: depth === 0 && error.keyword === 'type'
	) {
		return '002';
	}
	if (error.keyword === 'additionalProperties') return '003';
	return error.keyword.startsWith('lookup') ? '004' : '005';
}

/**
 * Turns failed schema rules into Kwik's refusal. All records are checked and one bad record rejects the call
 * (4.1); the document gives one code per answer, so the first kind found in the order layout, parameters,
 * validation, lookups is told, for every record that has it.
 */
export function schemaFailure(
	failed: SchemaFailure,
	body: unknown,
	batched: boolean,
	switches: KwikSwitches,
): Refusal {
	if (failed.validationContext !== 'body') return failure('006', switches);
	const coded = failed.validation.map((error) => ({ error, code: codeOf(error, batched) }));
	const found = new Set(coded.map(({ code }) => code));
	const code = (['002', '003', '005', '004'] as const).find((entry) => found.has(entry)) ?? '005';
	if (code === '002') return failure('002', switches);

	// Past the layout check, so a batch has its list.
	const records = batched ? (body as { records: unknown[] }).records : [];
	const details = new Map<number, RecordErrors>();
	for (const entry of coded) {
		if (entry.code !== code) continue;
		const index = batched ? Number(entry.error.instancePath.split('/')[2]) : 0;
		const detail = details.get(index) ?? { record: batched ? records[index] : body, errors: {} };
		details.set(index, detail);
		const field = fieldOf(entry.error, batched ? `/records/${index}` : '') || 'company_name';
		detail.errors[field] ??= fieldError(entry.error, field);
	}
	const sorted = [...details].sort(([a], [b]) => a - b).map(([, detail]) => detail);
	return failure(code, switches, sorted);
}
