// What n8n and the user get to know of a failure, and what must never be in it.
import fc from 'fast-check';
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { errorItem } from '../../../../nodes/shared/tell/output';
import { excerpt } from '../../../../nodes/shared/contract/text';
import { inputFailure, type Failure } from '../../../../nodes/shared/contract/failure';
import { maskSecrets } from '../../../../nodes/shared/send/secrets';
import { nodeError } from '../../../../nodes/shared/tell/errors';

const refusal: Failure = {
	source: 'provider',
	message: 'Kwik refused the request: Validation failed (code 005)',
	hint: 'Correct the fields named above.',
	httpCode: 400,
	code: '005',
	fields: [
		{ field: 'email', message: 'is no address (email)' },
		{ field: 'id_number', message: 'is too short (min)' },
	],
	retriable: false,
	effect: 'none',
};
const node: INode = {
	id: '1',
	name: 'Kwik',
	type: 'kwik',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const ROW = 'Row 4 (reference E-4)';

describe('error item', () => {
	const item = errorItem(refusal, 'kwik', 3, ROW);

	// n8n-core, handleNodeErrorOutput: any other key keeps the item out of the error output.
	test('has no other keys than error, message and details', () => {
		expect(Object.keys(item.json).sort()).toEqual(['details', 'error', 'message']);
		expect(Object.keys(item).sort()).toEqual(['json', 'pairedItem']);
	});

	test('has its details, paired to its item', () => {
		expect(item.json.details).toEqual({
			provider: 'kwik',
			httpCode: 400,
			code: '005',
			fields: refusal.fields,
			retriable: false,
			hint: 'Correct the fields named above.',
		});
		expect(item.pairedItem).toEqual({ item: 3 });
	});

	test('has the same details, null where there is nothing to say', () => {
		const { details } = errorItem(inputFailure([]), 'kwik', 0, undefined).json;
		expect(Object.keys(details as object)).toEqual(Object.keys(item.json.details as object));
		expect(details).toMatchObject({ httpCode: null, code: null, fields: [] });
	});

	test('says row, reason and the first field, then how to mend it and the other fields', () => {
		expect(item.json.error).toBe(
			'Row 4 (reference E-4): Kwik refused the request: Validation failed (code 005). email: is no address (email)',
		);
		expect(item.json.message).toBe('Correct the fields named above. id_number: is too short (min)');
	});

	test('calls fields by their labels where they are known, and keeps their names for programs', () => {
		const [email, idNumber] = refusal.fields;
		const fields = [
			{ ...email!, label: 'Email' },
			{ ...idNumber!, label: 'ID Number' },
		];
		const { error, message, details } = errorItem({ ...refusal, fields }, 'kwik', 3, ROW).json;
		expect(error).toContain('(code 005). Email: is no address');
		expect(message).toContain('ID Number: is too short');
		expect(details).toMatchObject({ fields: refusal.fields });
	});

	test('says each sentence once', () => {
		const { error, message } = errorItem(refusal, 'kwik', 3, ROW).json;
		for (const { message: words } of refusal.fields) {
			expect(`${String(error)} ${String(message)}`.split(words)).toHaveLength(2);
		}
	});

	test('names no row for what concerns all of them alike', () => {
		const account: Failure = { ...refusal, fields: [], scope: 'account' };
		expect(errorItem(account, 'kwik', 3, ROW).json.error).toBe(refusal.message);
	});
});

describe('input failure', () => {
	const email = { field: 'email', label: 'Email', value: 'x', message: 'is not an e-mail address' };
	const amount = { field: 'amount', label: 'Amount', message: 'is required' };
	const date = { field: 'startDate', message: 'is not a date' };

	test('says what is wrong with the one field, by label and value', () => {
		expect(inputFailure([email])).toMatchObject({
			source: 'input',
			message: 'Email "x" is not an e-mail address',
			fields: [email],
			retriable: false,
			effect: 'none',
		});
	});

	test('says the first of several and counts the others, which the details name', () => {
		const two = inputFailure([email, amount]);
		expect(two.message).toBe('Email "x" is not an e-mail address, and 1 more field is not valid');
		const three = inputFailure([email, amount, date]);
		expect(three.message).toBe(
			'Email "x" is not an e-mail address, and 2 more fields are not valid',
		);
		const { error, message } = errorItem(three, 'kwik', 1, 'Row 2').json;
		expect(error).toBe(`Row 2: ${three.message}`);
		expect(message).toBe(
			'Amount is required. startDate is not a date. Nothing was sent for this row. Correct the field in the node or in the incoming data.',
		);
	});
});

test('an input failure that quotes a list is short, however long that is', () => {
	const long = 'x'.repeat(1_000_000);
	const problem = { field: long, label: 'Reference', value: long, message: long };
	const failure = inputFailure(Array.from({ length: 1000 }, () => problem));
	expect(failure.message).toMatch(
		/^Reference "x{100}…" x{500}…, and 999 more fields are not valid$/,
	);
	expect(failure.fields).toHaveLength(50);
	expect(JSON.stringify(failure).length).toBeLessThan(50_000);
});

describe('stop mode', () => {
	const told = (progress: string, advice?: string) => ({
		itemIndex: 3,
		row: ROW,
		progress,
		...(advice === undefined ? {} : { advice }),
	});

	test("a provider's refusal is a NodeApiError with message, description and item", () => {
		const error = nodeError(node, refusal, told('2 of 5 rows had been completed.'));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(
			`${ROW}: Kwik refused the request: Validation failed (code 005). email: is no address (email)`,
		);
		expect(error.context.itemIndex).toBe(3);
		expect((error as NodeApiError).httpCode).toBe('400');
		expect(error.description).toBe(
			'2 of 5 rows had been completed.\nCorrect the fields named above.\nid_number: is too short (min)',
		);
	});

	test('bad input is a NodeOperationError that names row, field and value', () => {
		const failure = inputFailure([
			{
				field: 'email',
				label: 'Email',
				value: 'c@example,com',
				message: 'is not an e-mail address',
			},
		]);
		const error = nodeError(node, failure, told('Nothing was sent for any row.'));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(
			'Row 4 (reference E-4): Email "c@example,com" is not an e-mail address',
		);
		expect(error.context.itemIndex).toBe(3);
		expect(error.description).toMatch(/^Nothing was sent for any row\.\n/);
	});

	test('advice stands before what the failure knows itself', () => {
		const { description } = nodeError(node, refusal, told('', 'Give the ID by hand.'));
		expect(description).toMatch(/^Give the ID by hand\.\nCorrect/);
	});

	test.each(['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND'])(
		"the message stays ours when it holds %s, which n8n's constructor would replace",
		(code) => {
			const failure: Failure = { ...refusal, fields: [], message: `Kwik said ${code}`, code };
			expect(nodeError(node, failure, { itemIndex: 0 }).message).toBe(`Kwik said ${code}`);
		},
	);
});

describe('maskSecrets', () => {
	const secret = fc.string({ minLength: 4, maxLength: 20 }).filter((text) => !text.includes('*'));

	test('leaves no secret in any text', () => {
		fc.assert(
			fc.property(
				fc.array(secret, { minLength: 1, maxLength: 4 }),
				fc.array(fc.string(), { maxLength: 5 }),
				(secrets, texts) => {
					const text = texts.flatMap((part, i) => [part, secrets[i % secrets.length]!]).join('');
					const masked = maskSecrets(text, secrets);
					for (const each of secrets) expect(masked).not.toContain(each);
				},
			),
		);
	});

	test('leaves no rest of a secret that contains another one', () => {
		const secrets = ['mksec_abc', 'mksec_abc_and_the_rest'];
		expect(maskSecrets('key mksec_abc_and_the_rest is wrong', secrets)).not.toContain('the_rest');
	});

	test('leaves texts without secrets alone, special characters and all', () => {
		expect(maskSecrets('a.c $& [x]', ['abc', '.*'])).toBe('a.c $& [x]');
		expect(maskSecrets('key a.b+c? a.b+c?', ['a.b+c?'])).toBe('key *** ***');
	});
});

describe('excerpt', () => {
	test('shows the words of an HTML page, without markup, scripts and styles', () => {
		const html =
			'<html><head><style>p { color: red }</style><script>alert("x")</script></head>\n<body><h1>Bad\tGateway</h1><p>nginx</p></body></html>';
		expect(excerpt(html)).toBe('Bad Gateway nginx');
	});

	test('is cut, and says so', () => {
		expect(excerpt('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
		expect(excerpt('x'.repeat(200))).toBe('x'.repeat(200));
		expect(excerpt('abcdef', 3)).toBe('abc…');
	});

	test('takes anything', () => {
		expect(excerpt(undefined)).toBe('""');
		expect(excerpt('')).toBe('');
		expect(excerpt([1, 2])).toBe('[1,2]');
	});
});
