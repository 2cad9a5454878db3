// npm run demo: customers and their links, from sample rows to opened pages, in one table.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../demo/demo.ts').demo());
