// Kwik customer create: requests equal the documents' samples. kwik.md 2.2, 3.1.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import { hints } from '../support/fakeSender';
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
				email: 'customer@example.com',
				contactNumber: '+27830000000',
				additionalFields: {
					idType: 'loo_abc123...',
					idNumber: '9001120000000',
					billingAddressLine1: '145 Superior Complex',
					billingAddressLine2: '541 New River Road',
					cityOrTown: 'Pretoria',
					postalCode: '1285',
					metadata: JSON.stringify(metadata),
					customerStatus: 'loo_abc123...',
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
		const request = kwik.at('2.0').request(
			create({
				email: 'customer@example.com',
				contactNumber: '+27830000000',
				additionalFields: {
					clientType: 'RESIDENT_INDIVIDUAL',
					idType: 'SOUTH_AFRICAN_ID',
					idNumber: '9001120000000',
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
		expect(kwik.sentences(create({ customerType: 'company' }))).toEqual([
			'Person Name is missing: a person needs Person Name and Person Surname, a company Company Name',
		]);
	});

	test('a wrong value is the only problem told: the name is not missing besides', () => {
		const personName = 'x'.repeat(33);
		expect(kwik.problems(create({ personName }))).toEqual([
			'personName: has 33 characters, of which 32 are allowed',
		]);
	});

	test('refuses a missing reference', () => {
		expect(kwik.problems(create({ reference: '' }))).toEqual(['reference: is required']);
	});

	test('sends is_tax when it is switched off', () => {
		const { body } = kwik.at('2.0').request(create({ additionalFields: { isTax: false } }));
		expect(body).toMatchObject({ records: [{ is_tax: false }] });
	});
});

describe('what Kwik changes quietly is said once for a run, with the number of rows', () => {
	/** The hints of a run over rows. */
	const told = (rows: IDataObject[], node = kwik) => {
		const notes = new RunNotes();
		const parameters = { resource: 'customer', operation: 'create', dataMode: 'autoMapInputData' };
		const outcomes = node.outcomes(parameters, rows, { notes });
		const records = outcomes.map((outcome) => outcome.ok && outcome.value.record);
		return { records, hints: hints(notes) };
	};
	const row = (more: IDataObject) => ({ reference: 'A', company_name: 'B', ...more });
	const ZEROS = 'Postal Code loses its leading zeros, since Kwik stores a number: 0002 becomes 2.';
	const COUNTRY =
		'Contact Number begins with 0 and was sent as it is. The sample of Kwik has the country code: +27 in place of the 0.';

	test('a postal code with leading zeros is sent as the number it is', () => {
		const { records, hints: said } = told(
			['0002', '0081', '1285', 7, '0'].map((postal_code) => row({ postal_code })),
		);
		expect(records).toMatchObject([2, 81, 1285, 7, 0].map((postal_code) => ({ postal_code })));
		expect(said).toEqual([`2 rows: ${ZEROS}`]);
	});

	test('a contact number without its country code is sent as it is', () => {
		const { records, hints: said } = told(
			['0821234567', '+27821234567', '27821234567'].map((contact_number) =>
				row({ contact_number }),
			),
		);
		expect(records).toMatchObject([
			{ contact_number: '0821234567' },
			{ contact_number: '+27821234567' },
			{ contact_number: '27821234567' },
		]);
		expect(said).toEqual([`1 row: ${COUNTRY}`]);
	});

	test('so does the shipping postal code of V2', () => {
		const { hints: said } = told([row({ shipping_postal_code: '0002' })], kwik.at('2.0'));
		expect(said).toEqual([`1 row: Shipping ${ZEROS.replace('Code', 'Code (V2)')}`]);
	});

	test('nothing is said of rows that are not sent', () => {
		expect(told([row({ postal_code: '0002', email: 'nobody' })]).hints).toEqual([]);
	});
});

describe('a customer, simplified', () => {
	const { simplify } = kwik.operation('customer', 'create');
	const person = {
		id: 'cus_1',
		reference: 'A',
		person_name: 'Sample',
		person_surname: 'Customer',
		email: 'a@b',
		contact_number: '+27',
		customer_status_lookups_id: 'loo_1',
		created_at: '2025-04-24 10:11:12',
		updated_at: null,
		id_number: '9001120000000',
	};

	test('has the names that all three nodes share, and times with their zone', () => {
		expect(simplify!(person)).toEqual({
			provider: 'kwik',
			id: 'cus_1',
			reference: 'A',
			name: 'Sample Customer',
			email: 'a@b',
			phone: '+27',
			status: 'loo_1',
			createdAt: '2025-04-24T10:11:12+02:00',
			updatedAt: null,
		});
	});

	test('has the status by name in V2, and a company its name', () => {
		const company = { ...person, company_name: 'Meteor', customer_status: 'ACTIVE' };
		expect(simplify!(company)).toMatchObject({ name: 'Meteor', status: 'ACTIVE' });
	});

	test('has null for what is not there, and odd times as they came', () => {
		expect(simplify!({ id: 'cus_1', created_at: 'soon' })).toMatchObject({
			name: null,
			email: null,
			createdAt: 'soon',
		});
	});
});
