// Nothing holds an item or an account for ever: one deadline for each request, absurd waits, cancelled runs, clocks.
import type { INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../support/harness';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
const rows = Array.from({ length: 6 }, (_, n) => ({ n: `R${n}` }));
const link = (options: object = {}): INodeParameters =>
	({
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: { __rl: true, mode: 'id', value: '={{ $json.n }}' },
		options,
	}) as unknown as INodeParameters;
const good = { status: true, result: { id: 'cpl', link_url: 'https://x' } };
const run = async (parameters: INodeParameters, more: Partial<NodeRunOptions> = {}) =>
	await runNode({
		type: 'kwik',
		parameters,
		items: rows,
		credentials: standIn.credentials('kwik'),
		onError: 'continueErrorOutput',
		...more,
	});

test('an answer that drips a byte at a time is given up after the timeout, and its connection closed', async () => {
	standIn.answering = ({ body }, response) => {
		if ((body as { customer_id: string }).customer_id !== 'R2') return good;
		response.writeHead(200, { 'content-type': 'application/json' });
		const dripping = setInterval(() => response.write(' '), 50);
		response.on('close', () => clearInterval(dripping));
		return undefined;
	};
	const start = performance.now();
	const { main, error } = await run(link({ timeout: 1000, maxRetries: 1 }));
	expect(performance.now() - start).toBeLessThan(5000);
	expect(main).toHaveLength(5);
	expect(error[0]!.json).toMatchObject({
		n: 'R2',
		error: 'Row 3 (customer R2): Kwik did not answer in time',
	});
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(standIn.connections).toBe(0);
});

test('a Retry-After in the wrong form, a date as a number, blocks the account for a while only', async () => {
	let refusing = true;
	standIn.answering = (_request, response) =>
		refusing ? write(response, 429, {}, { 'retry-after': '1767225600' }) : good;
	const credentials = standIn.credentials('kwik');
	const first = await run(link(), { credentials, items: rows.slice(0, 2) });
	expect(first.error).toHaveLength(2);
	expect(first.error[0]!.json.details).toMatchObject({ httpCode: 429, retriable: true });
	refusing = false;
	const now = performance.now.bind(performance);
	const later = jest.spyOn(performance, 'now').mockImplementation(() => now() + 16 * 60_000);
	const second = await run(link(), { credentials });
	later.mockRestore();
	expect(second.main).toHaveLength(6);
});

test('a cancelled run leaves no turns behind for the next one', async () => {
	standIn.answering = () => good;
	const credentials = standIn.credentials('kwik');
	const many = Array.from({ length: 200 }, (_, n) => ({ n: `R${n}` }));
	await run(link({ requestsPerSecond: 5 }), {
		credentials,
		items: many,
		whenStarted: (cancel) => void setTimeout(cancel, 100),
	});
	const start = performance.now();
	const next = await run(link({ requestsPerSecond: 5 }), { credentials, items: rows.slice(0, 1) });
	expect(next.main).toHaveLength(1);
	expect(performance.now() - start).toBeLessThan(10_000);
});

test("the machine's clock is set back by an hour in the middle: the run goes on", async () => {
	const now = Date.now.bind(Date);
	let behind = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() - behind);
	standIn.answering = () => {
		behind = 3_600_000;
		return good;
	};
	const start = performance.now();
	const { main } = await run(link());
	clock.mockRestore();
	expect(main).toHaveLength(6);
	expect(performance.now() - start).toBeLessThan(15_000);
});

test('time spent waiting in line does not count: a low rate fails no item', async () => {
	standIn.answering = () => good;
	const { main } = await run(link({ requestsPerSecond: 2 }));
	expect(main).toHaveLength(6);
	const gaps = standIn.requests.slice(1).map(({ at }, i) => at - standIn.requests[i]!.at);
	expect(Math.min(...gaps)).toBeGreaterThan(450);
});

test('a node with a low rate does not slow down another one of the account', async () => {
	standIn.answering = () => good;
	const credentials = standIn.credentials('kwik');
	const slow = run(link({ requestsPerSecond: 1 }), { credentials, items: rows.slice(0, 3) });
	let isOver = false;
	const over = slow.then(() => (isOver = true));
	await run(link(), { credentials, items: [...rows, ...rows, ...rows] });
	expect(isOver).toBe(false);
	await over;
});

test('a page of 120 kB of angle brackets is told in moderation, and quickly', async () => {
	standIn.answering = (_request, response) =>
		write(response, 503, '<'.repeat(120_000), { 'content-type': 'text/html' });
	const start = performance.now();
	const { error } = await run(link({ maxRetries: 0 }));
	expect(performance.now() - start).toBeLessThan(15_000);
	expect(JSON.stringify(error).length).toBeLessThan(20_000);
});

test.each([
	['.', '"." is no ID'],
	['..', '".." is no ID'],
	['cus_\ud800', 'half a character'],
])('the id %j is refused with the name of its field, and nothing is sent', async (id, message) => {
	standIn.answering = () => good;
	const { error, main } = await run(link(), { items: [{ n: id }, { n: 'R1' }] });
	expect(error[0]!.json.error).toMatch(message);
	expect(error[0]!.json.details).toMatchObject({ fields: [{ field: 'customerId' }] });
	expect(main).toHaveLength(1);
	expect(standIn.requests).toHaveLength(1);
});
