// Checks of single values: what is taken, what it becomes, what is refused.
import fc from 'fast-check';
import { checkValue } from '../../../../nodes/shared/plan/checks';
import { isBlank, isObject } from '../../../../nodes/shared/contract/json';
import type { FieldKind } from '../../../../nodes/shared/contract/field';

const check = (kind: FieldKind, value: unknown) => checkValue(value, { kind });
const refused = (kind: FieldKind, value: unknown) => {
	const { value: result, problem } = check(kind, value);
	expect(result).toBeUndefined();
	expect(problem).toBeTruthy();
	return problem!;
};
const POUNDS_OR_PENCE = { parameter: 'amountIn', major: 'pounds', minor: 'pence' };
const amount = (value: unknown, coin: string) =>
	checkValue(value, { kind: 'minorUnits', unit: POUNDS_OR_PENCE }, coin);

describe('blank values', () => {
	test('are undefined, null and text of blanks; zero, false and lists are not', () => {
		for (const value of [undefined, null, '', ' \t\n']) expect(isBlank(value)).toBe(true);
		for (const value of [0, false, [], {}, '0']) expect(isBlank(value)).toBe(false);
	});

	test('are left out, or refused where the field is required', () => {
		for (const value of [undefined, null, '', '  ']) {
			expect(checkValue(value, { kind: 'text' })).toEqual({});
			expect(checkValue(value, { kind: 'text', required: true })).toEqual({
				problem: 'is required',
			});
		}
	});
});

describe('text', () => {
	test('is trimmed; numbers and switches become text', () => {
		expect(check('text', '  a b ').value).toBe('a b');
		expect(check('text', 9001120000000).value).toBe('9001120000000');
		expect(check('text', false).value).toBe('false');
	});

	test('refuses objects and lists', () => {
		refused('text', { a: 1 });
		refused('text', ['a']);
	});

	test('is measured in characters, so that an emoji counts once', () => {
		const rules = { kind: 'text', maxLength: 3 } as const;
		expect(checkValue('😀😀😀', rules).problem).toBeUndefined();
		expect(checkValue('😀😀😀😀', rules)).toEqual({
			problem: 'has 4 characters, of which 3 are allowed',
			quote: '😀😀😀😀',
		});
		expect(checkValue(' abc ', rules).value).toBe('abc');
	});

	test('never comes out longer than its maximum', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
				const { value, problem } = checkValue(text, { kind: 'text', maxLength: max });
				const length = [...text.trim()].length;
				expect(problem === undefined).toBe(length <= max);
				if (length > 0 && length <= max) expect(value).toBe(text.trim());
			}),
		);
	});
});

describe('numbers', () => {
	test('integer gives a JSON number, without leading zeros (Kwik D5)', () => {
		expect(check('integer', '0002').value).toBe(2);
		expect(check('integer', ' 1285 ').value).toBe(1285);
		expect(check('integer', 0).value).toBe(0);
	});

	test('integer refuses signs, decimals, exponents, text and what JSON cannot hold exactly', () => {
		for (const value of ['-1', '+1', '1.0', 1.5, '1e3', '0x10', 'EX1', true, '9007199254740993']) {
			refused('integer', value);
		}
	});

	test('an amount in pence is whole and stays text (SmarterPay D3)', () => {
		expect(amount(2750, 'pence')).toEqual({ value: '2750' });
		expect(amount('0', 'pence').value).toBe('0');
		for (const value of ['27.50', '-1', '2,750', '£27', 'ten', '1e3', 27.5])
			expect(amount(value, 'pence').problem).toMatch(/^is not a whole number of pence/);
	});

	test('an amount in pounds has two decimals at most, and becomes pence', () => {
		const cases: Array<[unknown, string]> = [
			['27.50', '2750'],
			['27.5', '2750'],
			[27.5, '2750'],
			['99', '9900'],
			[99, '9900'],
			['0.05', '5'],
			['0', '0'],
			['0.00', '0'],
			[' 1 ', '100'],
			['007', '700'],
		];
		for (const [value, pence] of cases) expect(amount(value, 'pounds')).toEqual({ value: pence });
		for (const value of ['27.505', '1.', '.5', '-1', '1,50', '1 000', '£27', '1e3', 0.1 + 0.2])
			expect(amount(value, 'pounds').problem).toMatch(/^is not an amount in pounds/);
	});

	test('no amount in pounds is rounded, however large', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 10n ** 30n }),
				fc.integer({ min: 0, max: 99 }),
				(pounds, pence) => {
					const text = `${pounds}.${String(pence).padStart(2, '0')}`;
					expect(amount(text, 'pounds').value).toBe(String(pounds * 100n + BigInt(pence)));
				},
			),
		);
	});

	test('decimal is greater than 0 and keeps its digits (MakePay D13)', () => {
		expect(check('decimal', '129.90').value).toBe('129.90');
		expect(check('decimal', 12.5).value).toBe('12.5');
		expect(check('decimal', '0.01').value).toBe('0.01');
		for (const value of ['0', '0.00', '-1', '1,5', '.5', '1.', '1e3', 'free']) {
			refused('decimal', value);
		}
	});
});

test('boolean takes switches and their words only', () => {
	expect([true, 'true', ' TRUE '].map((value) => check('boolean', value).value)).toEqual([
		true,
		true,
		true,
	]);
	expect([false, 'false', 'False'].map((value) => check('boolean', value).value)).toEqual([
		false,
		false,
		false,
	]);
	for (const value of ['yes', 1, 0, '1', {}]) refused('boolean', value);
});

describe('date', () => {
	const day = fc.date({
		min: new Date('1000-01-01T00:00:00Z'),
		max: new Date('9999-12-31T23:59:59.999Z'),
		noInvalidDate: true,
	});

	test('takes every day there is, and cuts a date-time to its date as written', () => {
		fc.assert(
			fc.property(
				day,
				fc.constantFrom('', 'T00:00:00', 'T23:59:59.999Z', 'T23:30:00.000-11:00', ' 10:00:00'),
				(date, time) => {
					const text = date.toISOString().slice(0, 10);
					expect(check('date', text + time)).toEqual({ value: text });
				},
			),
		);
	});

	test('takes a Date', () => {
		expect(check('date', new Date('2026-01-31T12:00:00Z')).value).toBe('2026-01-31');
	});

	test('refuses days there are not', () => {
		for (const text of ['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10']) {
			refused('date', text);
		}
		expect(check('date', '2024-02-29').value).toBe('2024-02-29');
		for (const text of ['2026-01-00', '2026-01-32', '2026-01-99']) refused('date', text);
	});

	test('refuses every other form', () => {
		for (const value of [
			'31/01/2026',
			'2026-1-1',
			'20260131',
			'2026-01-31x',
			'today',
			1767225600,
		]) {
			refused('date', value);
		}
	});

	test('a wrong value is quoted beside what is wrong with it, cut to a readable length', () => {
		expect(check('date', ' today ')).toEqual({
			problem: 'is not a date such as 2026-01-31',
			quote: 'today',
		});
		expect(check('date', 'x'.repeat(100)).quote).toBe(`${'x'.repeat(40)}…`);
		// Neither an object nor half a character can be read.
		expect(check('text', { a: 1 })).not.toHaveProperty('quote');
		expect(check('text', '\uD800')).not.toHaveProperty('quote');
	});
});

describe('JSON', () => {
	test('jsonObject takes an object or its text', () => {
		expect(check('jsonObject', { a: [1] }).value).toEqual({ a: [1] });
		expect(check('jsonObject', '{"a": {"b": null}}').value).toEqual({ a: { b: null } });
		expect(check('jsonObject', '{}').value).toEqual({});
	});

	test('jsonObject refuses lists, single values and broken text', () => {
		for (const value of ['[1]', '"a"', '1', 'null', [1], 5, true]) refused('jsonObject', value);
		expect(refused('jsonObject', '{"a": ')).toContain('not valid JSON');
	});

	test('jsonList takes a list of objects or its text', () => {
		expect(check('jsonList', [{ a: 1 }]).value).toEqual([{ a: 1 }]);
		expect(check('jsonList', '[{"a": 1}, {}]').value).toEqual([{ a: 1 }, {}]);
		expect(check('jsonList', []).value).toEqual([]);
		for (const value of [{}, '{}', '[1]', [null], [[]], ['a'], 'a', 5]) refused('jsonList', value);
		expect(refused('jsonList', '[{]')).toContain('not valid JSON');
	});

	test('jsonText keeps text and turns objects into their JSON', () => {
		expect(check('jsonText', 'free text').value).toBe('free text');
		expect(check('jsonText', { a: 1 }).value).toBe('{"a":1}');
		expect(check('jsonText', 7).value).toBe('7');
	});

	test('an object goes through jsonText unchanged', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				expect(JSON.parse(String(check('jsonText', object).value))).toEqual(
					JSON.parse(JSON.stringify(object)),
				);
			}),
		);
	});

	test('only plain objects are objects', () => {
		expect(isObject({})).toBe(true);
		for (const value of [null, [], new Date(), 'x', undefined]) expect(isObject(value)).toBe(false);
	});
});

describe('textList', () => {
	const id = fc.stringMatching(/^[a-z0-9_]{1,10}$/);
	const blanks = fc.constantFrom('', ' ', '\n ');

	test('takes a list and comma-separated text alike, without blanks', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(id, blanks, blanks), { minLength: 1 }), (entries) => {
				const ids = entries.map(([value]) => value);
				const padded = entries.map(([value, before, after]) => before + value + after);
				expect(check('textList', padded.join(',')).value).toEqual(ids);
				expect(check('textList', [...padded, '', null]).value).toEqual(ids);
			}),
		);
	});

	test('is left out when nothing is in it', () => {
		for (const value of ['', ' , ,', [], ['', null]]) expect(check('textList', value)).toEqual({});
	});

	test('refuses objects', () => {
		refused('textList', [{ id: 'pro_1' }]);
		refused('textList', [['pro_1']]);
		refused('textList', { id: 'pro_1' });
	});
});

test('a field rule is asked with the value for the wire, after the length', () => {
	const rule = jest.fn((value: string) => (value === 'ok' ? undefined : 'is not ok'));
	const rules = { kind: 'text', maxLength: 5, check: rule } as const;
	expect(checkValue(' ok ', rules)).toEqual({ value: 'ok' });
	expect(checkValue('no', rules)).toEqual({ problem: 'is not ok', quote: 'no' });
	expect(checkValue('too long', rules).problem).toContain('5 are allowed');
	expect(rule.mock.calls).toEqual([['ok'], ['no']]);
});
