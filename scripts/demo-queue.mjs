// npm run demo:queue: billing runs in n8n's queue mode, one worker of which dies in the middle, in one table.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../demo/queue/demo.ts').demoQueue());
