// Partner API key of a MakePay company. makepay.md 1.
import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { makePay } from '../nodes/MakePay/provider';
import {
	ALLOWED_IN_HTTP_REQUEST,
	authenticateSafely,
	testRules,
} from '../nodes/shared/authentication';

export class MakePayPartnerApi implements ICredentialType {
	name = 'makePayPartnerApi';

	displayName = 'MakePay Partner API';

	icon = {
		light: 'file:../nodes/MakePay/makePay.svg',
		dark: 'file:../nodes/MakePay/makePay.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-billing-links/n8n-nodes-billing-links#makepay';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://www.makecrypto.io',
			description:
				'Leave as it is unless MakePay support names another host. Must start with https://, or http:// on this machine, without a path.',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. mk_makepay_…',
			description: 'ID of the API key, from the developer settings of your company',
		},
		{
			displayName: 'Key Secret',
			name: 'keySecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. mksec_…',
			description: 'Shown once, when the API key is made',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the MakePay Trigger: made when you save a callback URL in the developer settings',
		},
		...ALLOWED_IN_HTTP_REQUEST,
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		authenticateSafely(request, makePay, credentials, {
			headers: {
				'x-makecrypto-key-id': String(credentials.keyId).trim(),
				'x-makecrypto-key-secret': String(credentials.keySecret).trim(),
			},
		});

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/{1,9}$/, "") }}',
			url: '/api/partner/v1/makepay/settings',
		},
		rules: testRules(
			'MakePay',
			'MakePay refused the key: check key ID and key secret.',
			['companyId'],
			'base URL',
		),
	};
}
