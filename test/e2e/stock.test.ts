// n8n's stock tools, unchanged, on every package.
import { lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packagesFolder } from '../../tools/packages';
import { n8nNode, reviewScan } from '../../tools/stock';
import { manifests, singles, tarballOf } from './tarballs';

// The first time they are installed.
jest.setTimeout(600_000);

describe.each(singles)('$name', ({ name, n8n }) => {
	const folder = join(packagesFolder, name);

	test('n8n-node lint has nothing against it, in strict mode', async () => {
		expect(n8n).toMatchObject({ strict: true });
		// ESLint follows no links: what it is to look at must lie there.
		for (const node of n8n.nodes) {
			const source = node.replace(/^dist\/(.*)\.js$/, '$1.ts');
			expect([basename(source), lstatSync(join(folder, source)).isFile()]).toEqual([
				basename(source),
				true,
			]);
		}
		const { passed, output } = await n8nNode(folder, 'lint');
		expect(output).toContain('n8n-node lint');
		expect(output).not.toMatch(/error|violation/i);
		expect(passed).toBe(true);
	});

	test('n8n-node cloud-support calls it eligible for n8n Cloud', async () => {
		const { passed, output } = await n8nNode(folder, 'cloud-support');
		expect(output).toContain('Cloud support is ENABLED');
		expect(output).toContain('Strict mode: enabled');
		expect(output).toContain('using default config');
		expect(passed).toBe(true);
	});
});

test.each(manifests)("n8n's review scan has nothing against $name", async ({ name }) => {
	const { passed, output } = await reviewScan(name, tarballOf(name));
	expect(output).toContain('has nothing against the sources');
	expect(output).toContain('has nothing against the tarball');
	expect(passed).toBe(true);
});
