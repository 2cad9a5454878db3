// Sample requests and field sets of docs/providers/*.md, as the tests use them.
import { KWIK_LOOKUPS } from '../../sandbox';
import { names } from './clients';

// Kwik: kwik.md 2.2, 2.4, 3.1.
export const KWIK_V1_WRITTEN =
	names(`id customer_status_lookups_id deleted_at updated_at created_at reference company_name
	person_name person_surname id_type_lookups_id id_number email contact_number billing_address_line_1
	billing_address_line_2 city_or_town postal_code metadata`);
export const KWIK_V1_LISTED = KWIK_V1_WRITTEN.filter((name) => name !== 'deleted_at');
export const KWIK_V2_SHOWN =
	names(`id reference company_name person_name person_surname client_type id_type id_number email
	contact_number customer_status is_tax tax_number billing_address_line_1 billing_address_line_2 city_or_town
	postal_code billing_province_or_state billing_country billing_email shipping_contact_name
	shipping_contact_number shipping_address_line_1 shipping_address_line_2 shipping_city_or_town
	shipping_postal_code shipping_province_or_state shipping_country metadata updated_at created_at`);

export const lookup = (type: string, value: string) =>
	KWIK_LOOKUPS.find((entry) => entry.type === type && entry.enum === value)?.id;
export const person = (reference = 'R1', more: object = {}) => ({
	reference,
	person_name: 'Sample',
	person_surname: 'Customer',
	...more,
});
// The sample request of 2.2, with lookup ids that exist.
export const KWIK_SAMPLE = {
	reference: 'CLN240919000001',
	company_name: null,
	person_name: 'Sample',
	person_surname: 'Customer',
	id_type_lookups_id: lookup('id_type', 'SOUTH_AFRICAN_ID'),
	id_number: '9001120000000',
	email: 'customer@example.com',
	contact_number: '+27830000000',
	billing_address_line_1: '145 Superior Complex',
	billing_address_line_2: '541 New River Road',
	city_or_town: 'Pretoria',
	postal_code: 1285,
	metadata: { custom_field_1: 'custom data 1', custom_field_2: 'custom data 2' },
	customer_status_lookups_id: lookup('customer_status', 'ACTIVE'),
};

// SmarterPay: smarterpay.md 2.1.
export const LINK_FIELDS =
	names(`id url amount description bank_account_custom_reference recurrence_schedule_custom_reference
	card_payment_custom_reference auddis customer_account bank_account mandate recurrence_schedule ecommerce_page
	status expiry return_url visited_at completed_at created_at account_validation_callback start_date end_date
	first_collection_amount first_collection_date metadata metadata_account_validation metadata_bank_account
	metadata_card metadata_customer_account metadata_mandate metadata_recurrence_schedule`);

// MakePay: makepay.md 2.1.
export const CUSTOMER_FIELDS = names('id uid email name clientId metadata createdAt updatedAt');
export const ISO_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

// MakePay: makepay.md 3.8.
export const SAMPLE_INVOICE = {
	title: 'Invoice #1042',
	currency: 'USD',
	issueDate: '2026-05-15',
	dueDate: '2026-05-30',
	counterparty: { name: 'Sample Buyer', email: 'buyer@example.com', clientId: 'crm_123' },
	lineItems: [
		{
			description: 'Implementation services',
			quantity: '1',
			unitAmount: '500',
			taxAmount: '0',
		},
	],
	metadata: { orderId: 'order_1042' },
};
export const INVOICE =
	names(`id uid invoiceNumber status paymentStatus currency subtotalAmount taxAmount totalAmount paidAmount
	issueDate dueDate title description notes counterparty paymentLinkId paymentLinkUid sentAt paidAt lineItems
	documentIds reconciliationIds metadata createdAt updatedAt`);
export const SUMMARY =
	names(`integrations canOcr invoices expenses documents counterparties reconciliationLinks
	reconciliationQueue stats`);
