// An answer of 300 MB, small values all of it, into the real n8n: its row fails, n8n goes on, and hardly grows.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chain, node } from './chain';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(120_000);

const BLOCK = Buffer.from('{},'.repeat(350_000));
let bench: Workbench;
let liar: Server;
beforeAll(async () => {
	bench = await openWorkbench();
	liar = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{"status":true,"results":[');
		let left = 300;
		const pour = () => {
			while (left-- > 0) if (!response.write(BLOCK)) return;
			response.end('{}]}');
		};
		response.on('drain', pour).on('error', () => {});
		pour();
	});
	await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	liar?.closeAllConnections();
	liar?.close();
	await bench?.close();
});

/** The most memory n8n has had so far, in megabytes. */
const peak = () => {
	const status = readFileSync(`/proc/${bench.pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
};

test('the row fails, and n8n goes on', async () => {
	const rootUrl = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
	const fields = { ...bench.sandbox.kwik.credentials, environment: 'custom', rootUrl };
	const { id, name, type } = await bench.client.createCredential('kwikApi', 'A liar', {
		...fields,
	});
	const list = { resource: 'customer', operation: 'getAll', returnAll: true };
	const options = { maxRetries: 0, timeout: 100_000 };
	const customers = node('kwik', { ...list, options }, { onError: 'continueRegularOutput' });
	customers.credentials = { [type]: { id, name } };
	const file = chain('Liar', node('n8n-nodes-base.manualTrigger'), customers);
	const workflow = await bench.client.importWorkflow(file);
	const before = process.platform === 'linux' ? peak() : 0;
	const execution = await bench.client.runWorkflow(workflow.id);
	expect(execution.json('kwik')[0]!.error).toBe('Kwik gave an answer that is too large');
	expect(execution.status).toBe('success');
	// Read to its end, this answer takes 3 GB and more than the heap of most machines.
	if (process.platform === 'linux') expect(peak() - before).toBeLessThan(400);
});
