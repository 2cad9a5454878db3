// The projects, from fast to slow: unit (pure functions and the engine), sandbox (the stand-ins of the providers),
// workflows (the built package inside n8n-core, HTTP to the sandbox on loopback), e2e (the packed package inside a
// real n8n), queue (the same in n8n's queue mode) and browser (the editor of n8n in Chromium).
const { availableParallelism } = require('node:os');

// Here, so that it holds for everything jest starts.
require('./tools/loopback.cjs').bypassProxies();

const common = {
	setupFiles: ['<rootDir>/test/withoutProxies.cjs'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	testEnvironment: 'node',
	// Copies of packages/ are packed in there.
	modulePathIgnorePatterns: ['<rootDir>/.build/'],
	moduleFileExtensions: ['ts', 'js', 'json', 'node'],
};

// Another n8n for the workflow tests, where tools/n8nVersions.ts has installed one.
const otherN8n = process.env.BILLING_LINKS_N8N && `${process.env.BILLING_LINKS_N8N}/node_modules`;
const n8n = otherN8n && { moduleNameMapper: { '^(n8n-core|n8n-workflow)$': `${otherN8n}/$1` } };

/** @type {import('jest').Config} */
module.exports = {
	// Some tests run ten thousand rows; on a busy machine five seconds are short.
	testTimeout: 30_000,
	// More than there are cores: most of the time the tests of workflows wait for the sandbox.
	maxWorkers: availableParallelism() + 1,
	projects: [
		{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
		{ ...common, displayName: 'sandbox', testMatch: ['<rootDir>/test/sandbox/**/*.test.ts'] },
		{
			...common,
			...n8n,
			displayName: 'workflows',
			testMatch: ['<rootDir>/test/workflows/**/*.test.ts'],
		},
		{
			...common,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			// One n8n for all files; see test/e2e/shared.ts.
			globalSetup: '<rootDir>/test/e2e/start.ts',
			globalTeardown: '<rootDir>/test/e2e/stop.ts',
		},
		{
			...common,
			displayName: 'queue',
			testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
			testEnvironment: '<rootDir>/test/queue/environment.ts',
			globalSetup: '<rootDir>/test/queue/start.ts',
			globalTeardown: '<rootDir>/test/queue/stop.ts',
		},
		{
			...common,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
			globalSetup: '<rootDir>/test/browser/start.ts',
			globalTeardown: '<rootDir>/test/e2e/stop.ts',
		},
	],
};
