// npm run packages: every package that is published, built and packed into .build/packages.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { build } = load('../tools/pack.ts');
	const { packAll } = load('../tools/packages.ts');
	const { step } = load('../tools/steps.ts');
	await step('build', build);
	const tarballs = await step('pack', packAll);
	for (const [name, tarball] of Object.entries(tarballs)) console.log(`${name}: ${tarball}`);
});
