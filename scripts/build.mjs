// npm run build: nodes and credentials into dist.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { build } = load('../host/pack.ts');
	const { step } = load('../host/steps.ts');
	await step('build', build);
});
