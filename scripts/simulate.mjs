// npm run simulate [-- --seeds 10000 | --minutes 60 | --seed 7 | --mutants]: drawn scenarios, in virtual time.
import { load, run } from './dependencies.mjs';

await run(async () => await load('../simulation/index.ts').simulate(process.argv.slice(2)));
