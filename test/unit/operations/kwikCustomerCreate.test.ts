// Kwik customer create: requests equal the documents' samples. kwik.md 2.2, 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { kwik } from '../support/nodeUnderTest';

const create = (more: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation: 'create',
	reference: 'CLN240919000001',
	personName: 'Sample',
	personSurname: 'Customer',
	...more,
});
const metadata = { custom_field_1: 'custom data 1', custom_field_2: 'custom data 2' };

describe('create', () => {
	test('sends the V1 sample of the document', () => {
		const request = kwik.request(
			create({
				additionalFields: {
					idTypeLookupsId: 'loo_abc123...',
					idNumber: '9001120000000',
					email: 'customer@example.com',
					contactNumber: '+27830000000',
					billingAddressLine1: '145 Superior Complex',
					billingAddressLine2: '541 New River Road',
					cityOrTown: 'Pretoria',
					postalCode: '1285',
					metadata: JSON.stringify(metadata),
					customerStatusLookupsId: 'loo_abc123...',
				},
			}),
		);
		expect(request).toStrictEqual({
			method: 'POST',
			path: '/1.0/customers/create',
			body: {
				records: [
					{
						reference: 'CLN240919000001',
						person_name: 'Sample',
						person_surname: 'Customer',
						id_type_lookups_id: 'loo_abc123...',
						id_number: '9001120000000',
						email: 'customer@example.com',
						contact_number: '+27830000000',
						billing_address_line_1: '145 Superior Complex',
						billing_address_line_2: '541 New River Road',
						city_or_town: 'Pretoria',
						postal_code: 1285,
						metadata,
						customer_status_lookups_id: 'loo_abc123...',
					},
				],
			},
		});
	});

	test('sends the V2 sample of the document, with the shipping address', () => {
		const request = kwik.request(
			create({
				apiVersion: '2.0',
				additionalFields: {
					clientType: 'RESIDENT_INDIVIDUAL',
					idType: 'SOUTH_AFRICAN_ID',
					idNumber: '9001120000000',
					email: 'customer@example.com',
					contactNumber: '+27830000000',
					customerStatus: 'ACTIVE',
					isTax: true,
					taxNumber: '9560000000',
					billingAddressLine1: '145 Superior Complex',
					billingAddressLine2: '541 New River Road',
					cityOrTown: 'Pretoria',
					postalCode: '1285',
					billingProvinceOrState: 'Gauteng',
					billingCountry: 'ZA',
					billingEmail: 'billing@example.com',
					shippingContactName: 'Sample Customer',
					shippingContactNumber: '+27710000000',
					shippingAddressLine1: '145 Superior Complex',
					shippingAddressLine2: '541 New River Road',
					shippingCityOrTown: 'Pretoria',
					shippingPostalCode: '1285',
					shippingProvinceOrState: 'Gauteng',
					shippingCountry: 'ZA',
					metadata: '{"custom_field_1": "custom data 1"}',
				},
			}),
		);
		expect(request).toStrictEqual({
			method: 'POST',
			path: '/2.0/customers/create',
			body: {
				records: [
					{
						reference: 'CLN240919000001',
						person_name: 'Sample',
						person_surname: 'Customer',
						client_type: 'RESIDENT_INDIVIDUAL',
						id_type: 'SOUTH_AFRICAN_ID',
						id_number: '9001120000000',
						email: 'customer@example.com',
						contact_number: '+27830000000',
						customer_status: 'ACTIVE',
						is_tax: true,
						tax_number: '9560000000',
						billing_address_line_1: '145 Superior Complex',
						billing_address_line_2: '541 New River Road',
						city_or_town: 'Pretoria',
						postal_code: 1285,
						billing_province_or_state: 'Gauteng',
						billing_country: 'ZA',
						billing_email: 'billing@example.com',
						shipping_contact_name: 'Sample Customer',
						shipping_contact_number: '+27710000000',
						shipping_address_line_1: '145 Superior Complex',
						shipping_address_line_2: '541 New River Road',
						shipping_city_or_town: 'Pretoria',
						shipping_postal_code: 1285,
						shipping_province_or_state: 'Gauteng',
						shipping_country: 'ZA',
						metadata: { custom_field_1: 'custom data 1' },
					},
				],
			},
		});
	});

	test('sends a company without the names of a person', () => {
		const request = kwik.request({
			resource: 'customer',
			operation: 'create',
			reference: 'CLN1',
			customerType: 'company',
			companyName: 'Superior Meteor Corp',
			personName: 'Left',
			personSurname: 'Over',
		});
		expect(request.body).toStrictEqual({
			records: [{ reference: 'CLN1', company_name: 'Superior Meteor Corp' }],
		});
	});

	test('refuses a person without name and surname, and a company without name', () => {
		expect(kwik.problems(create({ personName: '', personSurname: ' ' }))).toEqual([
			expect.stringMatching(/^personName: is missing/),
		]);
		expect(kwik.problems(create({ personSurname: '' }))).toEqual([
			expect.stringMatching(/^personSurname: is missing/),
		]);
		expect(kwik.problems(create({ customerType: 'company' }))).toEqual([
			expect.stringMatching(/companyName/),
		]);
	});

	test('a wrong value is the only problem told: the name is not missing besides', () => {
		const personName = 'x'.repeat(33);
		expect(kwik.problems(create({ personName }))).toEqual([
			expect.stringMatching(/^personName: may have at most 32/),
		]);
	});

	test('refuses a missing reference', () => {
		expect(kwik.problems(create({ reference: '' }))).toEqual(['reference: is required']);
	});

	test('sends a postal code with leading zeros as the number it is', () => {
		const { body } = kwik.request(create({ additionalFields: { postalCode: '0002' } }));
		expect(body).toMatchObject({ records: [{ postal_code: 2 }] });
	});

	test('sends is_tax when it is switched off', () => {
		const { body } = kwik.request(
			create({ apiVersion: '2.0', additionalFields: { isTax: false } }),
		);
		expect(body).toMatchObject({ records: [{ is_tax: false }] });
	});
});
