// npm run lint: n8n's rule sets, formatting and types; all of them, whatever the first one says.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const { checks } = load('../tools/checks.ts');
	const { step } = load('../tools/steps.ts');
	let failed = 0;
	for (const [name, check] of Object.entries(checks)) {
		await step(name, check).catch(() => (failed += 1));
	}
	return failed ? 1 : 0;
});
