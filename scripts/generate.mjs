// npm run generate: what is made from the built package, anew: the output schemas of nodes/*/__schema__, and of docs/
// the pages of the nodes, of troubleshooting, of the coverage of fields, and texts.md.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { build, tool } = load('../tools/pack.ts');
	const { step } = load('../tools/steps.ts');
	await step('build', build);
	process.env.WRITE_GENERATED = '1';
	const files = ['--testPathPatterns', 'workflows/package'];
	await step(
		'generate',
		async () => await tool('jest/bin/jest.js', ['--selectProjects', 'workflows', ...files]),
	);
	// With the new schemas in it.
	await step('build', build);
});
