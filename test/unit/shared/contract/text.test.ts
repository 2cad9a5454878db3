// Parameter names become wire names: every name of the documents, and nothing is lost on the way.
import fc from 'fast-check';
import { inBrief, toSnakeCase } from '../../../../nodes/shared/contract/text';

const WIRE_NAMES = [
	// kwik.md 2.1
	...['customer_id', 'subscription_id', 'settings', 'show_invoices', 'show_billing_info'],
	...['allow_update_billing_info', 'allow_cancel', 'cancel_type', 'allow_switch_plan'],
	...['products_ids', 'redirect_url', 'page_title'],
	// kwik.md 2.2–2.4
	...['reference', 'company_name', 'person_name', 'person_surname', 'id_type_lookups_id'],
	...['id_number', 'email', 'contact_number', 'billing_address_line_1', 'billing_address_line_2'],
	...['city_or_town', 'postal_code', 'metadata', 'customer_status_lookups_id', 'date_start'],
	'date_end',
	// kwik.md 3.1
	...['id_type', 'customer_status', 'client_type', 'is_tax', 'tax_number', 'billing_country'],
	...['billing_province_or_state', 'billing_email', 'shipping_contact_name'],
	...['shipping_contact_number', 'shipping_address_line_1', 'shipping_address_line_2'],
	...['shipping_city_or_town', 'shipping_postal_code', 'shipping_province_or_state'],
	'shipping_country',
	// smarterpay.md 2.1
	...['ecommerce_page', 'customer_account', 'bank_account', 'mandate', 'recurrence_schedule'],
	...['amount', 'auddis', 'description', 'start_date', 'end_date', 'first_collection_amount'],
	...['first_collection_date', 'return_url', 'bank_account_custom_reference'],
	...['card_payment_custom_reference', 'customer_custom_reference'],
	...['recurrence_schedule_custom_reference', 'metadata_account_validation'],
	...['metadata_bank_account', 'metadata_card', 'metadata_customer_account', 'metadata_mandate'],
	'metadata_recurrence_schedule',
	// smarterpay.md 2.4
	...['limit', 'page_no', 'sort_field', 'sort_order', 'customer_account_id', 'bank_account_id'],
	...['mandate_id', 'recurrence_schedule_id', 'ecommerce_page_id'],
	// smarterpay.md 3.1; address_line1 and address_line2 follow another rule and are set by hand
	...['first_name', 'last_name', 'city', 'title', 'country_code', 'state_code'],
	...['custom_reference', 'external_id'],
];

const toCamelCase = (name: string) =>
	name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

test.each(WIRE_NAMES)('the camelCase of %s becomes it again', (name) => {
	expect(toSnakeCase(toCamelCase(name))).toBe(name);
});

test('every name of words and whole numbers survives the round trip', () => {
	const word = fc.stringMatching(/^[a-z]{2,8}$/);
	const part = fc.oneof(
		{ weight: 4, arbitrary: word },
		fc.integer({ min: 1, max: 99 }).map(String),
	);
	// Two numbers in a row have no border in camelCase.
	const noNeighbours = (parts: string[]) =>
		parts.every((text, i) => !/\d/.test(text) || !/\d/.test(parts[i + 1] ?? ''));
	fc.assert(
		fc.property(word, fc.array(part, { maxLength: 6 }).filter(noNeighbours), (first, rest) => {
			const name = [first, ...rest].join('_');
			expect(toSnakeCase(toCamelCase(name))).toBe(name);
		}),
	);
});

test('snake_case stays as it is', () => {
	for (const name of WIRE_NAMES) expect(toSnakeCase(name)).toBe(name);
});

test('names for people: ten of them, each short, and the number of the others', () => {
	expect(inBrief([])).toBe('');
	expect(inBrief(['a', 'b'])).toBe('a, b');
	const many = Array.from({ length: 100_000 }, (_, i) => `cus_${i}`);
	expect(inBrief(many)).toBe(`${many.slice(0, 10).join(', ')} and 99990 more`);
	expect(inBrief(['x'.repeat(5000), 'y'])).toBe(`${'x'.repeat(60)}…, y`);
});
