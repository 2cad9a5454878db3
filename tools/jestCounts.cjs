// A jest reporter that leaves the counts for `npm test`. jest's own --json writes whole errors and gives up on those
// that refer to themselves, as axios' do.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

module.exports = class JestCounts {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		const counts = { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
		mkdirSync(dirname(process.env.JEST_COUNTS), { recursive: true });
		writeFileSync(process.env.JEST_COUNTS, JSON.stringify(counts));
	}
};
