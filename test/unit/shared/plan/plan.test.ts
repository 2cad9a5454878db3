// The plan of an item: how much comes out of it, what its row is called, and labels in the provider's refusals.
import type { INodeParameters } from 'n8n-workflow';
import { providerFailure } from '../../../../nodes/shared/contract/failure';
import type { Parameters } from '../../../../nodes/shared/plan/parameters';
import { planItem, rowName, withLabels, type Planning } from '../../../../nodes/shared/plan/plan';
import { by, byId, kwik } from '../../support/nodeUnderTest';

const get = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'customer',
	operation: 'get',
	customerId: byId('cus_1'),
	...more,
});

/** Parameters that are read in another way. */
const reading = ({ parameters }: Planning, read: Parameters['read']): Parameters =>
	Object.assign(Object.create(parameters) as Parameters, { read });

describe('what comes out', () => {
	/** As a tool of an agent has it: the parameters are those of another form. */
	const asTool = (more: INodeParameters) => {
		const planning = kwik.planning(get(), [{}]);
		const { parameters } = planning;
		const read = (name: string, index: number) => more[name] ?? parameters.read(name, index);
		return planItem({ ...planning, parameters: reading(planning, read) }, 0);
	};

	test('is simplified, or everything', () => {
		expect(kwik.plan(get()).output).toBe('simplified');
		expect(kwik.plan(get({ simplify: false })).output).toBe('raw');
	});

	test.each([
		[{ output: 'simplified' }, 'simplified'],
		[{ output: 'raw' }, 'raw'],
		[{ output: 'selected', outputFields: ' id, email ,, status' }, ['id', 'email', 'status']],
		[{ output: 'something new' }, 'simplified'],
	])('of a tool: %j is %j', (more, output) => {
		expect(asTool(more)).toMatchObject({ ok: true, value: { output } });
	});

	test.each(['', ' , '])('of a tool: selected fields %j are none', (outputFields) => {
		expect(asTool({ output: 'selected', outputFields })).toMatchObject({
			ok: false,
			failure: { fields: [{ field: 'outputFields', message: 'is required' }] },
		});
	});
});

describe('a row', () => {
	const create: INodeParameters = { resource: 'customer', operation: 'create' };
	const nameOf = (parameters: INodeParameters, rows = [{}], index = 0) =>
		rowName(kwik.planning(parameters, rows), index);

	test('counts from 1, and has the name of what it is about', () => {
		const rows = [{}, { Reference: 'E-2' }];
		const mapped = { ...create, dataMode: 'autoMapInputData' };
		expect(nameOf(mapped, rows, 1)).toBe('Row 2 (reference E-2)');
		expect(nameOf(mapped, rows, 0)).toBe('Row 1');
		expect(nameOf({ ...create, reference: 'E-1' })).toBe('Row 1 (reference E-1)');
		expect(nameOf({ ...create, email: 'a@b' })).toBe('Row 1 (email a@b)');
		expect(nameOf(get())).toBe('Row 1 (customer cus_1)');
		expect(nameOf(get({ customerId: by('email', 'a@b') }))).toBe('Row 1 (customer a@b)');
	});

	test('whose expressions cannot be evaluated has its number all the same', () => {
		const planning = kwik.planning(get(), [{}]);
		const read = () => {
			throw new Error('ExpressionError');
		};
		expect(rowName({ ...planning, parameters: reading(planning, read) }, 0)).toBe('Row 1');
	});
});

describe('fields that the provider names', () => {
	const planning = kwik.planning({ resource: 'customer', operation: 'create' }, [{}]);
	const refused = (...names: string[]) =>
		providerFailure('refused', {
			fields: names.map((field) => ({ field, message: 'is wrong' })),
		});
	const labels = (...names: string[]) =>
		withLabels(planning, refused(...names)).fields.map(({ label }) => label);

	test('have the labels of the form where it has them', () => {
		expect(labels('contact_number', 'id_type_lookups_id', 'bank_code', 'constructor')).toEqual([
			'Contact Number',
			'ID Type',
			undefined,
			undefined,
		]);
	});

	test('keep their names for programs', () => {
		expect(withLabels(planning, refused('email')).fields).toEqual([
			{ field: 'email', label: 'Email', message: 'is wrong' },
		]);
	});

	test('go by the version of the API', () => {
		const v2 = kwik.at('2.0').planning({ resource: 'customer', operation: 'create' }, [{}]);
		const [field] = withLabels(v2, refused('id_type')).fields;
		expect(field!.label).toBe('ID Type');
	});
});
