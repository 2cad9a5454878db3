// Check Only: what would be sent, without a word to the provider and without a secret.
import { checkedOnly, whatWouldBeSent } from '../../../../nodes/shared/deliver/checkOnly';
import type { DecideRule } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { smarterPay } from '../../../../nodes/SmarterPay/provider';
import { maskDeep } from '../../../../nodes/shared/send/secrets';

const SECRET = 'mksec_0123456789';
const connection = {
	provider: smarterPay,
	addressOf: ({ path }: ProviderRequest) => `https://pay.example${path}`,
	mask: <Value>(value: Value) => maskDeep(value, [SECRET]),
};
const request: ProviderRequest = {
	method: 'POST',
	path: '/links',
	query: { a: 1 },
	body: { title: 'Invoice', note: `my key is ${SECRET}` },
};
const looking = (purpose: string) => ({ purpose }) as DecideRule;

test('is method, address, query and body, with secrets masked wherever they stand', () => {
	const shown = whatWouldBeSent(connection, {}, { request });
	expect(shown).toEqual({
		checkOnly: true,
		wouldSend: {
			method: 'POST',
			url: 'https://pay.example/links',
			query: { a: 1 },
			body: { title: 'Invoice', note: 'my key is ***' },
		},
	});
	expect(JSON.stringify(shown)).not.toContain(SECRET);
});

test('is the record as it would stand in a batch', () => {
	const batch = { recordsKey: 'records', matchBy: 'id' };
	const { query: _query, body: _body, ...bare } = request;
	const plan = { request: { ...bare, record: { id: 1 } } };
	expect(whatWouldBeSent(connection, { batch }, plan)).toMatchObject({
		wouldSend: { body: { records: [{ id: 1 }] } },
	});
});

test('names the key of a row that says what tells it from all others', () => {
	expect(whatWouldBeSent(connection, {}, { request, chosenKey: 'k' })).toMatchObject({
		wouldSend: { headers: { 'Idempotency-Key': 'k' } },
	});
});

test('says what would be looked up before, in the order of the lists', () => {
	const decide = { customer: looking('finds the customer'), status: looking('finds the status') };
	const firstOf = (lookFor: Record<string, string> | undefined) =>
		whatWouldBeSent(
			connection,
			{ decide },
			{ request: { ...request, ...(lookFor ? { lookFor } : {}) } },
		).first;
	expect(firstOf({ customer: 'a', status: 'b' })).toBe('finds the customer; then finds the status');
	expect(firstOf({ status: 'b' })).toBe('finds the status');
	expect(firstOf(undefined)).toBeUndefined();
});

test.each([
	[3, 3, 'Of 3 rows 3 would be sent, none has a problem.'],
	[1, 1, 'Of 1 row 1 would be sent, none has a problem.'],
	[2, 3, 'Of 3 rows 2 would be sent, 1 would not be.'],
])('%i of %i: %s', (sound, all, sentence) => {
	expect(checkedOnly(sound, all)).toBe(`Check Only: nothing was sent. ${sentence}`);
});
