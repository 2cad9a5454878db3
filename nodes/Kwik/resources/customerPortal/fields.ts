// The fields of a Kwik customer-portal link. kwik.md 2.1.
import { httpsUrl } from '../../../shared/plan/checks';
import type { Field } from '../../../shared/contract/field';

export const subscriptionId: Field = {
	displayName: 'Subscription ID',
	name: 'subscriptionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. sub_abc123',
	description:
		'The subscription to manage; an inactive one can be activated again. Without it the customer can choose a package and begin a new subscription.',
	rules: { kind: 'text' },
};

/** What this link shows and allows; everything not set follows the defaults of the Kwik dashboard (D15). */
export const settings: Field = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: 'Settings for this link only. What is not set here follows the Kwik dashboard.',
	options: [
		{
			displayName: 'Allow Cancel',
			name: 'allowCancel',
			type: 'boolean',
			default: true,
			description: 'Whether the customer may cancel the subscription',
			rules: { kind: 'boolean' },
		},
		{
			displayName: 'Allow Switch Plan',
			name: 'allowSwitchPlan',
			type: 'boolean',
			default: true,
			description: 'Whether the customer may switch to another plan',
			rules: { kind: 'boolean' },
		},
		{
			displayName: 'Allow Update Billing Info',
			name: 'allowUpdateBillingInfo',
			type: 'boolean',
			default: true,
			description: 'Whether the customer may change billing information',
			rules: { kind: 'boolean' },
		},
		{
			displayName: 'Cancel Type',
			name: 'cancelType',
			type: 'options',
			options: [
				{ name: 'After the Billing Period', value: 'AFTER_BILLING_PERIOD' },
				{ name: 'Now', value: 'NOW' },
			],
			default: 'AFTER_BILLING_PERIOD',
			description: 'When a cancellation takes effect',
			rules: {
				kind: 'text',
				check: (value) =>
					['AFTER_BILLING_PERIOD', 'NOW'].includes(value)
						? undefined
						: 'must be AFTER_BILLING_PERIOD or NOW',
			},
		},
		{
			displayName: 'Page Title',
			name: 'pageTitle',
			type: 'string',
			default: '',
			placeholder: 'e.g. My SaaS business',
			description: 'Text in place of the title on the left of the page',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Product IDs',
			name: 'productsIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. pro_abc123, pro_def456',
			description:
				'Products the customer may choose from: IDs separated by commas, or an expression that gives a list. The page groups them by interval and orders them by amount.',
			rules: { kind: 'textList' },
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://my-portal.example.com',
			description: 'Where the customer goes on leaving the page. Must start with https://.',
			rules: { kind: 'text', check: httpsUrl },
		},
		{
			displayName: 'Show Billing Info',
			name: 'showBillingInfo',
			type: 'boolean',
			default: true,
			description: 'Whether billing information is shown',
			rules: { kind: 'boolean' },
		},
		{
			displayName: 'Show Invoices',
			name: 'showInvoices',
			type: 'boolean',
			default: true,
			description: 'Whether the customer may view invoices',
			rules: { kind: 'boolean' },
		},
	],
};
