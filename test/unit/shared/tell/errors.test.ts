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

describe('error item', () => {
	const item = errorItem(refusal, 'kwik', 3);

	// n8n-core, handleNodeErrorOutput: any other key keeps the item out of the error output.
	test('has no other keys than error, message and details', () => {
		expect(Object.keys(item.json).sort()).toEqual(['details', 'error', 'message']);
		expect(Object.keys(item).sort()).toEqual(['json', 'pairedItem']);
		expect(item.json.error).toBe(refusal.message);
	});

	test('has the details of design 4, paired to its item', () => {
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
		const { details } = errorItem(inputFailure([]), 'kwik', 0).json;
		expect(Object.keys(details as object)).toEqual(Object.keys(item.json.details as object));
		expect(details).toMatchObject({ httpCode: null, code: null, fields: [] });
	});

	test('says item, reason, fields and mending in its message', () => {
		const message = String(item.json.message);
		expect(message).toContain('Item 3');
		expect(message).toContain(refusal.message);
		expect(message).toContain('email: is no address (email)');
		expect(message).toContain('id_number: is too short (min)');
		expect(message).toContain('Correct the fields');
	});
});

describe('input failure', () => {
	test('names the one field in its message', () => {
		const failure = inputFailure([{ field: 'email', message: 'is required' }]);
		expect(failure).toMatchObject({
			source: 'input',
			message: "'email' is required",
			retriable: false,
			effect: 'none',
		});
	});

	test('names every field when there are more', () => {
		const { message, fields } = inputFailure([
			{ field: 'email', message: 'is required' },
			{ field: 'amount', message: 'must be whole' },
		]);
		expect(message).toBe('2 fields are not valid: email, amount');
		expect(fields).toHaveLength(2);
	});
});

describe('stop mode', () => {
	test("a provider's refusal is a NodeApiError with message, description and item", () => {
		const error = nodeError(node, refusal, 4, '2 of 5 items had been completed.');
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(refusal.message);
		expect(error.context.itemIndex).toBe(4);
		expect((error as NodeApiError).httpCode).toBe('400');
		expect(error.description).toContain('email: is no address (email)');
		expect(error.description).toContain('Correct the fields named above.');
		expect(error.description).toContain('2 of 5 items had been completed.');
	});

	test('bad input is a NodeOperationError that names field and item', () => {
		const failure = inputFailure([{ field: 'email', message: 'is required' }]);
		const error = nodeError(node, failure, 0, 'Nothing was sent for any item.');
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("'email' is required");
		expect(error.context.itemIndex).toBe(0);
		expect(error.description).toContain('Nothing was sent');
	});

	test.each(['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND'])(
		"the message stays ours when it holds %s, which n8n's constructor would replace",
		(code) => {
			const failure: Failure = { ...refusal, message: `Kwik said ${code}`, code };
			expect(nodeError(node, failure, 0, '').message).toBe(`Kwik said ${code}`);
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
