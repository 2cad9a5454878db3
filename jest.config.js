// Three projects, from fast to slow: unit (pure functions and the engine), workflows (the built package
// inside n8n-core, HTTP to the sandbox on loopback) and e2e (the packed package inside a real n8n).
const common = {
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'js', 'json', 'node'],
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
		{ ...common, displayName: 'sandbox', testMatch: ['<rootDir>/test/sandbox/**/*.test.ts'] },
		{ ...common, displayName: 'workflows', testMatch: ['<rootDir>/test/workflows/**/*.test.ts'] },
		{
			...common,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			// One n8n for all files; see test/e2e/shared.ts.
			globalSetup: '<rootDir>/test/e2e/start.ts',
			globalTeardown: '<rootDir>/test/e2e/stop.ts',
		},
	],
};
