// The switch between fields in the node and columns of the input.
import {
	autoMaps,
	dataMode,
	definedBelow,
	withDataMode,
} from '../../../../nodes/shared/form/mapping';
import { columnsOf } from '../../../../nodes/shared/plan/columns';
import { requestFields, type Field } from '../../../../nodes/shared/contract/field';
import { toSnakeCase } from '../../../../nodes/shared/contract/text';
import { nodes } from '../../support/nodeUnderTest';

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	rules: { kind: 'text' },
	...more,
});
const locator = field('customerId', { type: 'resourceLocator' });
delete locator.rules;
const version = field('apiVersion');
delete version.rules;

test('fields defined in the node are the default', () => {
	expect(dataMode.default).toBe('defineBelow');
	expect([autoMaps('autoMapInputData'), autoMaps('defineBelow'), autoMaps(undefined)]).toEqual([
		true,
		false,
		false,
	]);
});

test('the switch stands before the first field it hides, and hides all of them', () => {
	const collection = field('more', { type: 'collection', options: [field('inner')] });
	delete collection.rules;
	const properties = withDataMode([version, locator, field('email'), collection]);
	expect(properties.map(({ name }) => name)).toEqual([
		'apiVersion',
		'dataMode',
		'customerId',
		'email',
		'more',
	]);
	expect(properties.map(({ displayOptions }) => displayOptions?.show?.dataMode)).toEqual([
		undefined,
		undefined,
		...new Array(3).fill(definedBelow.show.dataMode),
	]);
});

test('what a field was shown for before still counts', () => {
	const [, shown] = withDataMode([
		field('email', { displayOptions: { show: { customerType: ['person'] } } }),
	]);
	expect(shown!.displayOptions).toEqual({
		show: { customerType: ['person'], ...definedBelow.show },
	});
});

test('columns are known by their API name and by the name in the editor; ids of the record are no fields', () => {
	const wire = field('addressLine1', { rules: { kind: 'text', wireName: 'address_line1' } });
	const { byColumn } = columnsOf(
		[locator, field('personName'), wire],
		({ name, rules }) => rules?.wireName ?? toSnakeCase(name),
	);
	expect([...byColumn.keys()].sort()).toEqual(
		[
			'id',
			'customerId',
			'customer_id',
			'personName',
			'person_name',
			'addressLine1',
			'address_line1',
		].sort(),
	);
	expect(['id', 'customerId', 'customer_id'].map((name) => byColumn.get(name))).toEqual([
		null,
		null,
		null,
	]);
	expect(byColumn.get('constructor')).toBeUndefined();
});

test('everything that creates, upserts or updates a record can map automatically, and nothing else', () => {
	const mapping = nodes.flatMap(({ provider, resources }) =>
		resources.flatMap((resource) =>
			resource.operations
				.filter(({ properties }) => properties.some(({ name }) => name === 'dataMode'))
				.map(({ value }) => `${provider.id} ${resource.value} ${value}`),
		),
	);
	expect(mapping.sort()).toEqual([
		'kwik customer create',
		'kwik customer update',
		'kwik customer upsert',
		'makePay customer upsert',
		'makePay paymentLink create',
		'makePay paymentLink update',
		'smarterPay customerAccount create',
		'smarterPay customerAccount update',
		'smarterPay paymentLink create',
		'smarterPay paymentLink update',
	]);
});

test('no two fields of an operation go by the same column', () => {
	for (const { provider, resources } of nodes) {
		for (const { properties } of resources.flatMap(({ operations }) => operations)) {
			const names = requestFields(properties)
				.filter(({ displayOptions }) => !displayOptions?.show?.['/apiVersion'])
				.map(({ name, rules }) => rules?.wireName ?? provider.wireName(name));
			expect(names).toEqual([...new Set(names)]);
		}
	}
});
