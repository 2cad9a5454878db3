// npm run build: nodes and credentials into dist.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { build } = load('../tools/pack.ts');
	const { step } = load('../tools/steps.ts');
	await step('build', build);
});
