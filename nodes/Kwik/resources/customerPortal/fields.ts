// The fields of a Kwik customer-portal link. kwik.md 2.1.
import { anyAddress } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import { choiceField, switchField, textField } from '../../../shared/form/commonFields';

export const subscriptionId = textField(
	'Subscription ID',
	'subscriptionId',
	'The subscription to manage; an inactive one can be activated again. Without it the customer can choose a package and begin a new subscription.',
	{ placeholder: 'e.g. sub_abc123' },
);

/** What this link shows and allows; everything not set follows the defaults of the Kwik dashboard (D15). */
export const portalPage: Field = {
	displayName: 'Portal Page',
	name: 'portalPage',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: 'Settings for this link only. What is not set here follows the Kwik dashboard.',
	options: [
		textField('Page Title', 'pageTitle', 'Text in place of the title on the left of the page', {
			placeholder: 'e.g. My SaaS business',
		}),
		textField(
			'Redirect URL',
			'redirectUrl',
			'Where the customer goes on "back to site", and also on closing the page',
			{ placeholder: 'e.g. https://my-portal.example.com', check: anyAddress },
		),
		textField(
			'Product IDs',
			'productsIds',
			'Products the customer may choose from, which must exist at Kwik: IDs separated by commas, or an expression that gives a list. The page groups them by interval and orders them by amount.',
			{ placeholder: 'e.g. pro_abc123, pro_def456', kind: 'textList' },
		),
		shown('Show Invoices', 'showInvoices', 'Whether the customer may view invoices'),
		shown('Show Billing Info', 'showBillingInfo', 'Whether billing information is shown'),
		shown(
			'Allow Update Billing Info',
			'allowUpdateBillingInfo',
			'Whether the customer may change billing information',
		),
		shown(
			'Allow Switch Plan',
			'allowSwitchPlan',
			'Whether the customer may switch to another plan',
		),
		shown('Allow Cancel', 'allowCancel', 'Whether the customer may cancel the subscription'),
		choiceField('Cancel Type', 'cancelType', 'When a cancellation takes effect', [
			['After the Billing Period', 'AFTER_BILLING_PERIOD'],
			['Now', 'NOW'],
		]),
	],
};

function shown(displayName: string, name: string, description: string): Field {
	return switchField(displayName, name, description, { default: true });
}
