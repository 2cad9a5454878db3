import { emailAddress } from '../../../shared/contract/address';
import { compact, isObject } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { textField } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { paymentLinkId } from './fields';

/** Mails a payment link. MakePay `POST /payment-links/{uid}/send-request-email`, makepay.md 3.3. */
export const sendEmail: Operation = {
	name: 'Send Email',
	value: 'sendEmail',
	action: 'Send payment link by email',
	description: 'Have MakePay send or resend a payment link by email. Each call sends one email.',
	properties: [
		paymentLinkId,
		textField(
			'Email',
			'email',
			'Where to send it. Left empty it goes to the customer email of the link.',
			{ placeholder: 'e.g. name@email.com', check: emailAddress },
		),
	],
	namedBy: ['paymentLinkId'],
	request: (item) => ({
		method: 'POST',
		path: API + path`/payment-links/${item.id('paymentLinkId')}/send-request-email`,
		body: compact({ email: item.text('email') }),
	}),
	// Every call mails the customer, and no key prevents a second one (makepay.md 6).
	repeat: 'never',
	result: (body) => (isObject(body.paymentLink) || body.email ? body : undefined),
};
