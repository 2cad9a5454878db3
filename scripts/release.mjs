// npm run release:prepare -- 1.2.3, release:check [-- v1.2.3], release:notes, release:publish [-- --dry-run], and
// npm run move -- https://github.com/<owner>/<repository>.
import { load, run } from './dependencies.mjs';

const STEPS = {
	prepare: async ({ prepare }, version) => await prepare(version ?? ''),
	check: async ({ check }, tag) => {
		await check(tag);
		console.log('Nothing speaks against publishing this commit.');
	},
	notes: async ({ notes }) => console.log(await notes()),
	publish: async ({ check, publish }, option) => {
		const dry = option === '--dry-run';
		if (!dry) await check(process.env.GITHUB_REF_NAME);
		const { build } = load('../tools/pack.ts');
		const { step } = load('../tools/steps.ts');
		await step('build', build);
		await publish(dry);
	},
	move: async ({ move }, address) => await move(address ?? ''),
};

await run(async () => {
	const [step, argument] = process.argv.slice(2);
	await STEPS[step](load('../tools/releaseSteps.ts'), argument);
});
