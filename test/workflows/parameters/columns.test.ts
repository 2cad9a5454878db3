// Expressions that name a column are read from the row, others of an item evaluated together: the values must be
// those that n8n gives when it evaluates each by itself.
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Parameters } from '../../../nodes/shared/plan/parameters';
import { contextOf } from '../support/evaluation';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000);
const value = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'',
		' ',
		'={{ 1 + 1 }}',
		'=x',
		'{{ $json.a }}',
		'null',
		'0012',
		'\n',
		'€ 😀',
		'__proto__',
	),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.date({ noInvalidDate: true }),
	fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 3 }),
	fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.constant(null)), {
		maxKeys: 3,
	}),
);
const plainName = fc.constantFrom(
	'email',
	'_a',
	'A1',
	'person_name',
	'constructor',
	'toString',
	'length',
	'json',
);
const quotedName = fc.oneof(
	plainName,
	fc.constantFrom(
		'E mail',
		'1st',
		'a.b',
		'a-b',
		'größe',
		'',
		'$json',
		"it's",
		'x}y',
		'a]b',
		'日本',
	),
	fc
		.string({ minLength: 1 })
		.filter((name) => !/["'\\\n\r\u2028\u2029]/.test(name) && !name.includes('}}')),
);
const expression = fc.oneof(
	plainName.map((name) => ({ name, text: `={{ $json.${name} }}` })),
	quotedName
		.filter((name) => !name.includes('"'))
		.map((name) => ({ name, text: `={{ $json["${name}"] }}` })),
	quotedName
		.filter((name) => !name.includes("'"))
		.map((name) => ({ name, text: `={{$json['${name}']}}` })),
);

/** Expressions that are more than a column's name, also such as fail or stand badly in a list. */
const longer = fc
	.constantFrom(
		'={{ $json.a }}',
		'={{ $json.a + 1 }}',
		'={{ $json.a ?? "none" }}',
		'={{ $json.missing.deeper }}',
		'={{ $json.a.trim() }}',
		'={{ $json.a, 2 }}',
		'={{ $json.a // a comment\n }}',
		'={{ `${$json.a}` }}',
		'={{ { "a": 1 }.a }}',
		'={{ [$json.a].length }}',
		'={{ ({}) }}',
		'={{ [$json.a] }}',
		'={{ undefined }}',
		'={{ null }}',
		'={{ "" }}',
		'={{ $itemIndex }}',
		'={{ $json["a"] ? "yes" : "no" }}',
		'={{ $json.a.toTitleCase() }}',
		'={{ $json.a.isEmpty() }}',
		'={{ new Date(0) }}',
		'={{ $now.year > 2000 }}',
		'={{ }}',
		'={{ ) }}',
		'={{ 1; 2 }}',
		'={{ (() => "x")() }}',
		'=text',
		'=a {{ $json.a }} b {{ 1 }}',
		'={{ $json.a }}{{ 2 }}',
		'={{ "}" }}',
		'={{ throwing() }}',
		'= {{ $json.a }}',
		'={{ $json.a }} ',
	)
	.map((text) => ({ name: 'a', text }));

const outcomeOf = (read: () => unknown) => {
	try {
		return { value: read() };
	} catch (error) {
		return { error: (error as Error).message };
	}
};
/** Dates lose their class on the way through a sandbox of n8n's. */
const comparable = (result: unknown) =>
	JSON.stringify(result, (_, v: unknown) =>
		v === undefined
			? 'undefined'
			: Number.isNaN(v) || v === Infinity || v === -Infinity
				? String(v)
				: Object.is(v, -0)
					? 0
					: v,
	);

test('columns read from the row have the values that n8n evaluates', () => {
	let compared = 0;
	let direct = 0;
	fc.assert(
		fc.property(expression, value, fc.boolean(), ({ name, text }, cell, present) => {
			const row = (present ? { [name]: cell, other: 1 } : { other: 1 }) as IDataObject;
			const parameters = {
				reference: text,
				additionalFields: { email: text, fixed: 'x', deeper: { again: text, none: null } },
			} as unknown as INodeParameters;
			const context = contextOf(parameters, row);
			const evaluate = jest.spyOn(context, 'getNodeParameter');
			const ours = ['reference', 'additionalFields'].map((parameter) =>
				outcomeOf(() => new Parameters(context).read(parameter, 0)),
			);
			direct += evaluate.mock.calls.length === 0 ? 1 : 0;
			evaluate.mockRestore();
			const theirs = ['reference', 'additionalFields'].map((parameter) =>
				outcomeOf(() =>
					context.getNodeParameter(parameter, 0, undefined, { skipValidation: true }),
				),
			);
			compared++;
			// Where n8n gives no value but an error, ours may be the column's.
			for (const i of [0, 1]) {
				if ('value' in theirs[i]!) expect(comparable(ours[i])).toBe(comparable(theirs[i]));
			}
		}),
		{ numRuns: RUNS },
	);
	console.info(
		`Compared ${compared} column expressions with n8n's evaluation, ${direct} of them read directly.`,
	);
	expect(direct).toBeGreaterThan(compared / 5);
});

test('expressions that are evaluated together have the values they have by themselves', () => {
	let compared = 0;
	let together = 0;
	fc.assert(
		fc.property(fc.array(longer, { minLength: 2, maxLength: 5 }), value, (expressions, cell) => {
			const fields = Object.fromEntries(expressions.map(({ text }, i) => [`field${i}`, text]));
			const parameters = { ...fields, additionalFields: { ...fields, fixed: 'x' } };
			const context = contextOf(parameters, { a: cell });
			const evaluate = jest.spyOn(context, 'getNodeParameter');
			const reader = new Parameters(context);
			const names = [...Object.keys(fields), 'additionalFields'];
			const ours = names.map((name) => outcomeOf(() => reader.read(name, 0)));
			together += evaluate.mock.calls.length < expressions.length ? 1 : 0;
			evaluate.mockRestore();
			const theirs = names.map((name) =>
				outcomeOf(() => context.getNodeParameter(name, 0, undefined, { skipValidation: true })),
			);
			compared += names.length;
			expect(ours.map(comparable)).toEqual(theirs.map(comparable));
		}),
		{ numRuns: Math.ceil(RUNS / 4) },
	);
	console.info(`Compared ${compared} values of expressions that were evaluated together.`);
	expect(together).toBeGreaterThan(0);
});

test.each([
	['a text', 'x'],
	['a number', 0],
	['a switch', false],
	['null', null],
	['a date', new Date('2026-01-31T10:00:00Z')],
	['an object', { a: { b: [1, null] } }],
	['a list', [1, 'x']],
	['nothing', undefined],
])('%s', (_, cell) => {
	const context = contextOf({ reference: '={{ $json["a b"] }}' }, { 'a b': cell });
	const theirs = context.getNodeParameter('reference', 0, undefined, { skipValidation: true });
	expect(new Parameters(context).read('reference', 0)).toEqual(theirs);
});
