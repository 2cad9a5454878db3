import { goesBy } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { idIn, path } from '../../../shared/contract/request';
import { output, updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API, NOTHING_IS_EMPTIED } from '../../provider';
import { changeableFields, paymentLinkId } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Changes a payment link. MakePay `PATCH /payment-links/{uid}`, makepay.md 3.3. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update payment link',
	description: 'Pause, activate, archive or extend a payment link',
	properties: withDataMode([paymentLinkId, updateFields(changeableFields), ...output]),
	changes: NOTHING_IS_EMPTIED,
	namedBy: ['paymentLinkId'],
	request: (item) => {
		const body = item.record();
		item.refuseEmptyUpdate(body);
		return {
			method: 'PATCH',
			path: API + path`/payment-links/${item.id('paymentLinkId')}`,
			body,
		};
	},
	repeat: 'keyed',
	isFor: (link, { path: asked }) => goesBy(link, idIn(asked)),
	sent: ({ body }) => body!,
	result: paymentLink,
	// D17: archiving twice is no error; anything else asked of an archived link is.
	alreadyDone: {
		code: 'payment_link_already_archived',
		fits: ({ body }) => JSON.stringify(body) === '{"status":"archived"}',
		instead: (request) => ({ method: 'GET', path: request.path }),
		note: 'Some payment links had been archived before.',
	},
	simplify: simplifyPaymentLink,
};
