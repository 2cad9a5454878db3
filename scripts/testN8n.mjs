// npm run test:oldest, npm run test:newest: the workflow tests in the oldest n8n that they pass in, or in the newest.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { testIn } = load('../tools/n8nVersions.ts');
	const { build } = load('../tools/pack.ts');
	const { step } = load('../tools/steps.ts');
	const [which, ...args] = process.argv.slice(2);
	await step('build', build);
	await testIn(which, args);
});
