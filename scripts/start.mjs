// npm start [-- --fresh]: the n8n editor with the package, its sandbox, an inbox and the examples, until Ctrl-C.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../demo/start.ts').start(process.argv.includes('--fresh')));
