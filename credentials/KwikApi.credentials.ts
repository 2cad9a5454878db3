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
			displayName: 'Customer API',
			name: 'customerApi',
			type: 'options',
			options: [
				{ name: 'V1: Standard Fields', value: 'v1', description: 'For live keys' },
				{
					name: 'V2: Extended Fields',
					value: 'v2',
					description:
						'Test keys need it. Adds billing email, shipping address and tax fields; status and ID type go by name.',
				},
			],
			default: 'v1',
			description:
				'Which API customers, their lists and lookups are taken from. Portal links always come from V2.',
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

	// The customers' API is what most operations use, and the one a key may not know. kwik.md 3.2.
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.environment === "custom" ? $credentials.rootUrl.trim().replace(/\\/{1,9}$/, "") : $credentials.environment === "staging" && $credentials.customerApi !== "v2" ? "https://staging.app.kwik.co.za" : "https://api.kwik.co.za") + ($credentials.customerApi === "v2" ? "/2.0" : "/1.0") }}',
			url: '/lookups/customer_status',
		},
		rules: testRules(
			'Kwik',
			'Kwik refused the key: check API key, secret and environment, and choose V2 as Customer API for test keys.',
			['status', 'lookups'],
			'environment and root URL',
		),
	};
}
