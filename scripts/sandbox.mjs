// npm run sandbox: the local stand-in of the three providers, until Ctrl-C.
import { load, run } from './dependencies.mjs';

await run(async () => {
	load('../sandbox/main.ts');
	await new Promise(() => undefined);
});
