// Conversion between the names users see in workflows (camelCase) and the names of the APIs (snake_case).

/** `billingAddressLine1` → `billing_address_line_1`: a capital or a run of digits begins a new word. */
export function toSnakeCase(name: string): string {
	return name
		.replace(/([a-z])([0-9])/g, '$1_$2')
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase();
}
