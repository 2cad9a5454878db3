// Access token of a SmarterPay instance. smarterpay.md 1.
import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { smarterPay } from '../nodes/SmarterPay/provider';
import {
	ALLOWED_IN_HTTP_REQUEST,
	authenticateSafely,
	testRules,
} from '../nodes/shared/authentication';

export class SmarterPayApi implements ICredentialType {
	name = 'smarterPayApi';

	displayName = 'SmarterPay API';

	icon = {
		light: 'file:../nodes/SmarterPay/smarterPay.svg',
		dark: 'file:../nodes/SmarterPay/smarterPay.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-billing-links/n8n-nodes-billing-links#smarterpay';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.smarterpaycloud.com/service.svc',
			description:
				'Your instance URL, as SmarterPay gave it to you; test (UAT) and live accounts have different ones. Must start with https://, or http:// on this machine.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In the SmarterPay portal under Settings → System Settings',
		},
		...ALLOWED_IN_HTTP_REQUEST,
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		authenticateSafely(request, smarterPay, credentials, {
			headers: { Authorization: `Bearer ${String(credentials.accessToken).trim()}` },
		});

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/{1,9}$/, "") }}',
			url: '/paymentlinks',
			qs: { limit: 1 },
		},
		rules: testRules(
			'SmarterPay',
			'SmarterPay refused the access token: check it, and that it belongs to this base URL.',
			['payment_links'],
			'base URL',
		),
	};
}
