// node tools/scan.mjs <sources> <unpacked tarball>: n8n's review scan of both, without the network.
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [sources, tarball] = process.argv.slice(2);
const scans = [
	['sources', sources, SOURCE_FILE_PATTERNS],
	['tarball', tarball, ['**/*.js', 'package.json']],
];
for (const [name, folder, patterns] of scans) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	if (passed) continue;
	console.error(`n8n's review scan refuses the ${name}: ${message}\n${details ?? ''}`);
	process.exitCode = 1;
}
