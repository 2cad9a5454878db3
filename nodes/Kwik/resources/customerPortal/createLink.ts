import type { IDataObject } from 'n8n-workflow';
import { compact, isObject, mayBeSame } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { output } from '../../../shared/form/commonFields';
import { customerId, customerNamed, customerOf } from '../customer/customerId';
import { portalPage, subscriptionId } from './fields';

/** Issues a customer-portal link. Kwik API V2, `POST /customer-portal/link`, kwik.md 2.1. */
export const createLink: Operation = {
	name: 'Create Link',
	value: 'createLink',
	action: 'Create customer portal link',
	description:
		'Create a link where the customer manages subscriptions, billing details and invoices',
	properties: [customerId, subscriptionId, portalPage, ...output],
	namedBy: ['customerId'],
	request: (item) => {
		const { id, lookFor } = customerOf(item);
		return {
			method: 'POST',
			path: '/2.0/customer-portal/link',
			body: compact({
				customer_id: id,
				subscription_id: item.text('subscriptionId'),
				settings: item.collection('portalPage'),
			}),
			...lookFor,
		};
	},
	repeat: 'safe',
	decide: {
		customer: customerNamed((planned, { id }) => ({
			request: { ...planned, body: { ...planned.body, customer_id: id } },
		})),
	},
	isFor: ({ customer_id }, { body }) => mayBeSame(customer_id, body!.customer_id),
	result: ({ result }) => (isObject(result) && result.link_url ? result : undefined),
	simplify: portalLink,
};

/** The names every node of this package uses for a link, then Kwik's own. */
function portalLink(record: IDataObject): IDataObject {
	return {
		provider: 'kwik',
		id: record.id ?? null,
		url: record.link_url ?? null,
		// Kwik documents no status of a portal link.
		status: null,
		customerId: record.customer_id ?? null,
		expiresAt: record.expires_at ?? null,
		subscriptionId: record.subscription_id ?? null,
		sessionId: record.session_id ?? null,
	};
}
