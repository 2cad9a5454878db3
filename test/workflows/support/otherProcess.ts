// The harness once more, with modules of its own: pacer, ledger and leases of the nodes are those of another process.
import type * as Harness from './harness';

/** Loads it, with everything it runs. */
export async function loadElsewhere(): Promise<typeof Harness> {
	let elsewhere: typeof Harness | undefined;
	await jest.isolateModulesAsync(async () => {
		elsewhere = await import('./harness');
		const { builtPackage } = await import('./builtPackage');
		// What is required later would come from the common modules.
		await builtPackage();
	});
	return elsewhere!;
}
