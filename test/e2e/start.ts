// Before the first end-to-end test: the real n8n with the packed package in it, one for all test files.
import { startN8n, type N8n } from '../../host/server';
import { endOnSignals } from '../../tools/ending';
import { build } from '../../tools/pack';
import { packAll } from '../../tools/packages';
import { manifestOf } from '../../tools/project';
import { step } from '../../tools/steps';
import { publish } from './shared';

/** Where `stop.ts`, which runs in this process too, finds what is to be ended. */
export const running = globalThis as typeof globalThis & { endToEndN8n?: N8n };

/** Takes the tarball `npm test` packed; a run of jest alone builds and packs first. */
export async function packedTarball(): Promise<string> {
	if (process.env.BILLING_LINKS_TARBALL) return process.env.BILLING_LINKS_TARBALL;
	return await step('build and pack', async () => {
		await build();
		return (await packAll())[manifestOf('.').name]!;
	});
}

/** Called by jest, once for all end-to-end tests. */
export default async function start(): Promise<void> {
	endOnSignals();
	const packed = await packedTarball();
	// For test files that start an n8n of their own.
	process.env.BILLING_LINKS_TARBALL = packed;
	const n8n = await step(
		'n8n',
		async () => await startN8n({ packages: [packed], env: { N8N_LOG_LEVEL: 'debug' } }),
	);
	running.endToEndN8n = n8n;
	publish(n8n);
}
