// npm run packages: every package that is published, built and packed into .build/packages.
import { load, run } from './dependencies.mjs';

await run(async () => {
	const tarballs = await load('../tools/packages.ts').packAll();
	for (const [name, tarball] of Object.entries(tarballs)) console.log(`${name}: ${tarball}`);
});
