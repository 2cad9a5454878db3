// npm run bench [-- --only a,b --runs 3]: this package beside other ways to do the same, inside a real n8n.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../bench/index.ts').bench(process.argv.slice(2)));
