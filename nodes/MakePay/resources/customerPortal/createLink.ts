import type { IDataObject } from 'n8n-workflow';
import { isSecureUrl } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import { goesBy, isObject } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { idIn, path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { customerId } from '../customer/customerId';

/** makepay.md 2.2. */
const LIFETIME_HINT =
	"The link is valid for 24 hours and opens the customer's billing: issue a new one for each visit, do not store it";

/** makepay.md 2.3. */
const whatThePortalDoes: Field = {
	displayName:
		'In the portal a customer sees payments, open payment links and subscriptions, changes the display name, and pauses, reactivates or cancels a subscription. <b>Not there:</b> email, client ID, PDFs, payment methods, license keys, another plan, resuming what was cancelled.',
	name: 'portalNotice',
	type: 'notice',
	default: '',
};

/** Issues a signed portal link. MakePay `POST /customers/{customerId}/portal`, makepay.md 2.1. The body is empty (D1). */
export const createLink: Operation = {
	name: 'Create Link',
	value: 'createLink',
	action: 'Create customer portal link',
	description: "Create a signed link to the customer's billing portal, valid for 24 hours",
	properties: [{ ...customerId, hint: LIFETIME_HINT }, whatThePortalDoes, ...output],
	namedBy: ['customerId'],
	request: (item) => ({
		method: 'POST',
		path: API + path`/customers/${item.id('customerId')}/portal`,
	}),
	repeat: 'safe',
	isFor: ({ customer }, { path: asked }) => !isObject(customer) || goesBy(customer, idIn(asked, 1)),
	result: (body) => (portalUrl(body) === undefined ? undefined : body),
	simplify: portalLink,
};

/** D2 and D4: the signed address, wherever the answer holds it; undefined when there is none to be trusted. */
function portalUrl({ customer, portalUrl: topLevel, url }: IDataObject): string | undefined {
	const urls = isObject(customer) && isObject(customer.urls) ? customer.urls : {};
	return [urls.customerPortal, topLevel, url].find(
		(candidate): candidate is string => typeof candidate === 'string' && isSecureUrl(candidate),
	);
}

/** The names every node of this package uses for a link, then MakePay's own. */
function portalLink(body: IDataObject): IDataObject {
	const customer = isObject(body.customer) ? body.customer : {};
	const url = portalUrl(body)!;
	return {
		provider: 'makePay',
		// A signed link has no id and no status of its own.
		id: null,
		url,
		status: null,
		customerId: customer.uid ?? customer.id ?? null,
		expiresAt: body.expiresAt ?? signedExpiry(url),
		customerEmail: customer.email ?? null,
		customerName: customer.name ?? null,
		clientId: customer.clientId ?? null,
		companyId: body.companyId ?? null,
	};
}

/** D3: the moment the link's own signature ends, in the form of `expiresAt`. */
function signedExpiry(url: string): string | null {
	const seconds = Number(new URL(url).searchParams.get('expires') ?? NaN);
	// JavaScript's dates end at ±8.64e15 milliseconds.
	return Math.abs(seconds) <= 8.64e12 ? new Date(seconds * 1000).toISOString() : null;
}
