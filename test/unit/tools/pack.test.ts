// Packing: what lies in the folder of tarballs from earlier versions goes, and nothing else.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOtherVersions } from '../../../tools/pack';

test('tarballs of other versions of the same package are removed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'billing-links-packages-'));
	const kept = [
		'n8n-nodes-billing-1.2.0.tgz',
		'n8n-nodes-billing-links-1.1.0.tgz',
		'n8n-nodes-other-1.1.0.tgz',
		'n8n-nodes-billing-1.1.0.txt',
		'n8n-nodes-billing',
	];
	const old = ['1.1.0', '1.10.0', '1.2.0-beta.1'].map((its) => `n8n-nodes-billing-${its}.tgz`);
	try {
		for (const file of [...kept, ...old]) await writeFile(join(folder, file), '');
		await removeOtherVersions(folder, { name: 'n8n-nodes-billing', version: '1.2.0' });
		expect((await readdir(folder)).sort()).toEqual([...kept].sort());
	} finally {
		await rm(folder, { recursive: true });
	}
});
