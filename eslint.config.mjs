// n8n's two rule sets: the community-nodes plugin (what n8n's review runs) and eslint-plugin-n8n-nodes-base.
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import tsParser from '@typescript-eslint/parser';

export default [
	{ ignores: ['dist/**', 'node_modules/**', 'host/**', 'coverage/**'] },
	{ linterOptions: { noInlineConfig: true } },
	{
		...n8nCommunityNodesPlugin.configs.recommended,
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		ignores: [],
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		languageOptions: { parser: tsParser, parserOptions: { extraFileExtensions: ['.json'] } },
		plugins: { 'n8n-nodes-base': n8nBase },
	},
	{ files: ['package.json'], rules: { ...n8nBase.configs.community.rules } },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nBase.configs.credentials.rules,
			// Written for n8n's own repository, where a documentation URL is a page name and not a URL.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// Takes every field whose name holds "key" or "secret" for a password, ids and URLs included.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nBase.configs.nodes.rules,
			// These two know only string literals; n8n's newer rules ask for NodeConnectionTypes instead.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// Refuses the documented maximum of a list's page size.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
];
