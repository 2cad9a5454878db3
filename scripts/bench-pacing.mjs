// npm run bench:pacing: how processes that do not know of one another share an account's rate, in virtual time.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../bench/pacing/index.ts').benchPacing());
