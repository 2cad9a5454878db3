// node tools/scan.mjs <repository> <package> <unpacked tarball>: n8n's review scan of both, without the network.
import {
	analyzePackage,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [repository, name, tarball] = process.argv.slice(2);
const scans = [
	['sources', findPackageRoot(repository, name), SOURCE_FILE_PATTERNS],
	['tarball', tarball, ['**/*.js', 'package.json']],
];
for (const [what, folder, patterns] of scans) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	// Nothing to look at counts as passed there.
	if (passed && !message) {
		console.log(`${name}: n8n's review scan has nothing against the ${what} (${folder})`);
		continue;
	}
	console.error(`${name}: n8n's review scan refuses the ${what}: ${message}\n${details ?? ''}`);
	process.exitCode = 1;
}
