// API keys of a Kwik account. kwik.md 1.
import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { kwik } from '../nodes/Kwik/provider';
import { authenticateSafely, testRules } from '../nodes/shared/authentication';

export class KwikApi implements ICredentialType {
	name = 'kwikApi';

	displayName = 'Kwik API';

	icon = {
		light: 'file:../nodes/Kwik/kwik.svg',
		dark: 'file:../nodes/Kwik/kwik.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-billing-links/n8n-nodes-billing-links#kwik';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Live',
					value: 'live',
					description: 'V1 on api.kwik.co.za; with V2 the key decides',
				},
				{
					name: 'Staging',
					value: 'staging',
					description: 'V1 on staging.app.kwik.co.za; with V2 the key decides',
				},
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a sandbox' },
			],
			default: 'live',
			description:
				'Where API V1 is called. API V2 has one address: there the key decides whether test or live data is used.',
		},
		{
			displayName: 'Root URL',
			name: 'rootUrl',
			type: 'string',
			displayOptions: { show: { environment: ['custom'] } },
			required: true,
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4010',
			description:
				'Address without version: the node adds /1.0 or /2.0. Must start with https://, or http:// on this machine.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Made in the Kwik dashboard under Developers → Access Tokens, with read-write permission',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Shown once, when the access token is made',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		authenticateSafely(request, kwik, credentials, {
			auth: {
				username: String(credentials.apiKey).trim(),
				password: String(credentials.apiSecret).trim(),
			},
		});

	// Staging keys are known to the V1 staging host only; everywhere else V2 answers. kwik.md 3.2.
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "custom" ? $credentials.rootUrl.trim().replace(/\\/{1,9}$/, "") + "/2.0" : $credentials.environment === "staging" ? "https://staging.app.kwik.co.za/1.0" : "https://api.kwik.co.za/2.0" }}',
			url: '/lookups/customer_status',
		},
		rules: testRules(
			'Kwik',
			'Kwik refused the key: check API key, secret and environment.',
			'lookups',
			'environment and root URL',
		),
	};
}
