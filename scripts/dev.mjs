// npm run dev [-- --fresh]: as npm start, and each change of nodes/ and credentials/ is compiled into that n8n, which
// loads it anew.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../demo/start.ts').develop(process.argv.includes('--fresh')));
