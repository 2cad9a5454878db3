// What a process knows of an account: owners of records, and who works on which.
import { Ledger, ledgerOf } from '../../../../nodes/shared/deliver/ledger';

const soon = async () => await new Promise((resolve) => setTimeout(resolve, 20));

test('an account has one ledger, another account another', () => {
	expect(ledgerOf('a')).toBe(ledgerOf('a'));
	expect(ledgerOf('a')).not.toBe(ledgerOf('b'));
});

test('a record is free until it is owned, and stays free for its owner', () => {
	const ledger = new Ledger();
	expect(ledger.isFree({ id: 1 }, 'e')).toBe(true);
	ledger.own({ id: 1 }, 'e');
	expect([ledger.isFree({ id: 1 }, 'e'), ledger.isFree({ id: '1' }, 'f')]).toEqual([true, false]);
	expect([ledger.isOwned({ id: 1 }, 'e'), ledger.isOwned({ id: 1 }, undefined)]).toEqual([
		true,
		false,
	]);
});

test('of two that work on the same record the second waits for the first, others do not wait', async () => {
	const ledger = new Ledger();
	const order: string[] = [];
	const work = async (name: string, ...records: string[]) => {
		const letGo = await ledger.hold(records, undefined);
		order.push(`${name} begins`);
		await soon();
		order.push(`${name} ends`);
		letGo();
	};
	await Promise.all([
		work('one', 'a', 'b'),
		work('two', 'b', 'c'),
		work('three', 'c', 'a'),
		work('four', 'd'),
	]);
	expect(order.filter((entry) => !entry.startsWith('four'))).toEqual([
		...['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'],
	]);
	expect(order.indexOf('four begins')).toBeLessThan(order.indexOf('one ends'));
});

test('a cancelled one does not wait, and those behind it wait for those before', async () => {
	const ledger = new Ledger();
	const abort = new AbortController();
	const letGo = await ledger.hold(['a'], undefined);
	const cancelled = ledger.hold(['a'], abort.signal);
	let third = false;
	const behind = ledger.hold(['a'], undefined).then((release) => {
		third = true;
		release();
	});
	abort.abort();
	(await cancelled)();
	await soon();
	expect(third).toBe(false);
	letGo();
	await behind;
	expect(third).toBe(true);
});

test('a request under way is waited for, if it may be about the record', async () => {
	const ledger = new Ledger();
	let answer: (value: string) => void = () => {};
	const tracked = ledger.track(
		[{ reference: 'A' }],
		new Promise<string>((resolve) => (answer = resolve)),
	);
	await ledger.settled(({ reference }) => reference === 'B');
	let done = false;
	const waiting = ledger.settled(({ reference }) => reference === 'A').then(() => (done = true));
	await soon();
	expect(done).toBe(false);
	answer('here');
	expect(await tracked).toBe('here');
	await waiting;
	await ledger.settled(() => true);
});

test('a cancelled run does not wait for the answers of others', async () => {
	const ledger = new Ledger();
	void ledger.track([{ reference: 'A' }], new Promise(() => {}));
	const cancelling = new AbortController();
	const waiting = ledger.settled(() => true, cancelling.signal);
	cancelling.abort();
	await waiting;
	await ledger.settled(() => true, cancelling.signal);
});
