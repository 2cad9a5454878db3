// n8n's stock tools, unchanged, on every package.
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { packagesFolder } from '../../tools/packages';
import { n8nNode, reviewScan } from '../../tools/stock';
import { manifests, singles, tarballOf, whole } from './tarballs';

// The first time they are installed.
jest.setTimeout(600_000);

/** Both at once: this is most of what these tests wait for. */
async function judged(name: string) {
	const isSingle = singles.some((one) => one.name === name);
	const [lint, scan] = await Promise.all([
		isSingle ? n8nNode(join(packagesFolder, name), 'lint') : undefined,
		reviewScan(name, tarballOf(name)),
	]);
	return { lint: lint!, scan };
}

describe.each(manifests)('$name', ({ name, n8n }) => {
	let verdicts: Awaited<ReturnType<typeof judged>>;
	beforeAll(async () => {
		verdicts = await judged(name);
	});

	test("n8n's review scan has nothing against sources and tarball", () => {
		const { passed, output } = verdicts.scan;
		expect(output).toContain('has nothing against the sources');
		expect(output).toContain('has nothing against the tarball');
		expect(passed).toBe(true);
	});

	// A package of several services is verified in no case.
	if (name === whole.name) return;

	test('n8n-node lint has nothing against it, in strict mode', () => {
		expect(n8n).toMatchObject({ strict: true });
		// ESLint follows no links: what it is to look at must lie there.
		for (const node of n8n.nodes) {
			const source = node.replace(/^dist\/(.*)\.js$/, '$1.ts');
			const isFile = lstatSync(join(packagesFolder, name, source)).isFile();
			expect([source, isFile]).toEqual([source, true]);
		}
		const { passed, output } = verdicts.lint;
		expect(output).toContain('n8n-node lint');
		expect(output).not.toMatch(/ error |violation|Oops/i);
		expect(passed).toBe(true);
	});

	test('n8n-node cloud-support calls it eligible for n8n Cloud', async () => {
		const { passed, output } = await n8nNode(join(packagesFolder, name), 'cloud-support');
		expect(output).toContain('Cloud support is ENABLED');
		expect(output).toContain('Strict mode: enabled');
		expect(output).toContain('using default config');
		expect(passed).toBe(true);
	});
});
