// The rules of every file: ESLint's and typescript-eslint's recommended ones, with types, and for what is published
// n8n's two rule sets as well: the community-nodes plugin (what n8n's review runs) and eslint-plugin-n8n-nodes-base.
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Which folders a folder may import from, besides itself. `bench/`, `scripts/` and `test/` may from all. */
const MAY_IMPORT = {
	nodes: [],
	credentials: ['nodes'],
	// Written from the providers' documents and never from the nodes, so that one can prove the other.
	sandbox: [],
	tools: [],
	host: ['tools'],
	demo: ['sandbox', 'tools', 'host'],
	simulation: ['nodes', 'credentials', 'sandbox', 'tools'],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), 'bench', 'scripts', 'test'];

/** Nodes and credentials; those of an invented provider, which a test adds to them, follow the same rules. */
const NODES = ['nodes/**/*.ts', 'test/fixtures/*/nodes/**/*.ts'];
const CREDENTIALS = ['credentials/**/*.ts', 'test/fixtures/*/credentials/**/*.ts'];

const walls = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
	const closed = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
	const regex = `^(\\.\\./)+(${closed.join('|')})(/|$)`;
	const message = `${folder}/ may import from ${['itself', ...allowed].join(', ')} only.`;
	return {
		files: [`${folder}/**/*.{ts,mjs,cjs}`],
		rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
	};
});

export default defineConfig(
	// What `packages/` links to is read in its own place.
	{ ignores: ['dist/**', 'node_modules/**', '.build/**', 'coverage/**', 'packages/**'] },
	{ linterOptions: { noInlineConfig: true } },
	{
		files: ['**/*.{ts,js,mjs,cjs}'],
		extends: [js.configs.recommended],
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			// A property is left out of an object by naming it beside the rest.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			// `async` keeps the promise of an interface: n8n's methods, Fastify's routes, a callback that may wait.
			'@typescript-eslint/require-await': 'off',
			// Values of records and queries have types that allow objects; `String()` is how one is read as text on purpose.
			'@typescript-eslint/no-base-to-string': 'off',
		},
	},
	{
		// n8n's own lint has no such exception, and takes no configuration.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: { '@typescript-eslint/no-unused-vars': 'error' },
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// jest's matchers and parsed answers are `any`; what they hold is the very thing a test judges.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		// Plain JavaScript, where there is no TypeScript yet (scripts) or none is read (n8n's own process, gulp, jest).
		files: ['**/*.{js,mjs,cjs}'],
		languageOptions: {
			globals: { clearInterval: false, console: false, process: false, setInterval: false },
		},
	},
	{ files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs' } },
	...walls,
	{
		...n8nCommunityNodesPlugin.configs.recommended,
		files: [...NODES, ...CREDENTIALS, 'package.json'],
		ignores: [],
	},
	{
		files: [...NODES, ...CREDENTIALS, 'package.json'],
		plugins: { 'n8n-nodes-base': n8nBase },
	},
	{
		files: ['package.json'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: { ...n8nBase.configs.community.rules },
	},
	{
		files: CREDENTIALS,
		rules: {
			...n8nBase.configs.credentials.rules,
			// Written for n8n's own repository, where a documentation URL is a page name and not a URL.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// Takes every field whose name holds "key" or "secret" for a password, ids and URLs included.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: NODES,
		rules: {
			...n8nBase.configs.nodes.rules,
			// These two know only string literals; n8n's newer rules ask for NodeConnectionTypes instead.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// Fields stand in the order of their use, not of the alphabet.
			'n8n-nodes-base/node-param-collection-type-unsorted-items': 'off',
			// Refuses the documented maximum of a list's page size.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
