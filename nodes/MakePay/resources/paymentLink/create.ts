import type { IDataObject } from 'n8n-workflow';
import { mayBeSame } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { additionalFields, output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API } from '../../provider';
import { countAndTotal } from './amounts';
import { amount, customerEmail, fiatCurrency, onceFor, optionalFields, title } from './fields';
import { addressOf, paymentLink, simplifyPaymentLink } from './records';
import { openLinkOfOrder, tellGivenBack, WHAT_IS_THE_SAME } from './reuse';

/** Creates a payment link. MakePay `POST /payment-links`, makepay.md 3.3. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create payment link',
	description: 'Create a link to a checkout page',
	properties: withDataMode([
		title,
		amount,
		fiatCurrency,
		customerEmail,
		onceFor,
		additionalFields(optionalFields),
		...output,
	]),
	namedBy: ['orderId', 'title', 'customerEmail'],
	request: (item) => {
		// The vendor's clients always send both: whether the server has defaults is not proven (D12).
		const { status = 'active', sendPaymentRequestEmail = false, ...payload } = item.record();
		if (sendPaymentRequestEmail && !payload.customerEmail) {
			item.refuseMissing('customerEmail', 'is required when the link is to be sent by email');
		}
		const request: ProviderRequest = {
			method: 'POST',
			path: `${API}/payment-links`,
			body: { status, sendPaymentRequestEmail, payload },
		};
		if (!item.option('reuseOpenLink')) return request;
		if (!payload.orderId) {
			item.refuseMissing(
				'orderId',
				'is required to reuse an open link: it tells which one is the same',
			);
		}
		const orderId = String(payload.orderId);
		return { ...request, concerns: `order ${orderId}`, lookFor: { openLink: orderId } };
	},
	repeat: 'keyed',
	decide: { openLink: openLinkOfOrder },
	reuse: WHAT_IS_THE_SAME,
	sent: ({ body }) => body!.payload as IDataObject,
	// makepay.md 6: the first answer is 201, its repetition 200 and without a mark.
	repeated: { statusCode: 200, createdAt: ({ created_at }) => Date.parse(String(created_at)) },
	isFor: (link, { body }) => {
		const sent = body!.payload as IDataObject;
		return ['amount', 'orderId', 'customerEmail', 'clientId'].every((name) =>
			mayBeSame(link[name], sent[name]),
		);
	},
	result: (body) => {
		const link = paymentLink(body);
		return link && addressOf(link) ? link : undefined;
	},
	tell: (done) => {
		const made = done.filter(({ found }) => !found);
		const links = made.map(
			({ request, record }) => record ?? (request.body!.payload as IDataObject),
		);
		return [...(links.length > 0 ? [countAndTotal(links)] : []), ...tellGivenBack(done)];
	},
	simplify: simplifyPaymentLink,
};
