// JSON Schema checks: one strict Ajv set-up for all providers.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** A strict Ajv that reports every error and never changes what was sent. */
export function createAjv(): Ajv {
	const ajv = new Ajv({
		allErrors: true,
		strict: true,
		allowUnionTypes: true,
		coerceTypes: false,
		removeAdditional: false,
		useDefaults: false,
	});
	addFormats(ajv, ['date', 'email', 'uri']);
	return ajv;
}

/** One failed rule of a schema, as Ajv tells it. */
export interface SchemaError {
	keyword: string;
	/** JSON pointer to the value, e.g. `/records/3/email`. */
	instancePath: string;
	params: Record<string, unknown>;
	message?: string;
}

/** What Fastify throws when a request does not fit the schema of its route. */
export interface SchemaFailure {
	validation: SchemaError[];
	validationContext?: string;
}

/** Whether an error came from a schema. */
export function isSchemaFailure(error: unknown): error is SchemaFailure {
	return (
		typeof error === 'object' &&
		error !== null &&
		Array.isArray((error as SchemaFailure).validation)
	);
}

/** The path of a value in dot notation; the property itself for "missing" and "unknown" errors. */
export function fieldOf(error: SchemaError, root = ''): string {
	const pointer = error.instancePath.slice(root.length).split('/').slice(1);
	const named = error.params['missingProperty'] ?? error.params['additionalProperty'];
	if (typeof named === 'string') pointer.push(named);
	return pointer.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~')).join('.');
}

/** One readable sentence for an error, for providers whose wording is not known. */
export function sentenceOf(error: SchemaError): string {
	const field = fieldOf(error) || 'body';
	switch (error.keyword) {
		case 'required':
			return `${field} is required`;
		case 'additionalProperties':
			return `${field} is not a known property`;
		case 'enum':
			return `${field} must be one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`;
		default:
			return `${field} ${error.message ?? 'is not valid'}`;
	}
}
