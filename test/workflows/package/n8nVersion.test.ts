// The n8n these tests run in: that of node_modules, or the one that `npm run test:oldest` and `test:newest` ask for.
import { join, resolve, sep } from 'node:path';

const asked = process.env.BILLING_LINKS_N8N ?? resolve(__dirname, '../../..');

test.each(['n8n-core', 'n8n-workflow'])('%s is the one that was asked for', (name) => {
	expect(require.resolve(name).startsWith(join(asked, 'node_modules', name) + sep)).toBe(true);
});
