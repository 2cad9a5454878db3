// The fields of a Kwik customer-portal link. kwik.md 2.1.
import { httpsUrl } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import { textField } from '../../../shared/form/commonFields';

export const subscriptionId = textField(
	'Subscription ID',
	'subscriptionId',
	'The subscription to manage; an inactive one can be activated again. Without it the customer can choose a package and begin a new subscription.',
	{ placeholder: 'e.g. sub_abc123' },
);

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
		textField('Page Title', 'pageTitle', 'Text in place of the title on the left of the page', {
			placeholder: 'e.g. My SaaS business',
		}),
		textField(
			'Product IDs',
			'productsIds',
			'Products the customer may choose from: IDs separated by commas, or an expression that gives a list. The page groups them by interval and orders them by amount.',
			{ placeholder: 'e.g. pro_abc123, pro_def456', kind: 'textList' },
		),
		textField(
			'Redirect URL',
			'redirectUrl',
			'Where the customer goes on leaving the page. Must start with https://.',
			{ placeholder: 'e.g. https://my-portal.example.com', check: httpsUrl },
		),
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
