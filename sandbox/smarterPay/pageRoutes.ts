// The payment page a SmarterPay link leads to: shows what is due, and a button that completes the link.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { escapeHtml, htmlPage, sendNotice, sendPage } from '../shared/page';
import { hexPage } from './linkUrl';
import { isExpired, type PaymentLink } from './paymentLink';
import type { SmarterPaySandbox } from './smarterPay';

type Query = Record<string, unknown>;

/** Pence as pounds: `2750` → `£27.50`. */
export function pounds(pence: string | null): string {
	if (pence === null) return 'to be agreed';
	const digits = pence.replace(/^0+/, '').padStart(3, '0');
	return `£${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Adds the page; its address is the link's `url`. */
export function addPageRoutes({ app, state }: SmarterPaySandbox): void {
	/** The link a visitor may use; otherwise a page says why not. */
	const linkOf = (request: FastifyRequest, reply: FastifyReply): PaymentLink | undefined => {
		const { setup, payment, page } = request.query as Query;
		const link = state.links.ofToken(String(payment));
		if (!link) {
			sendNotice(reply, 404, 'There is no such payment link.');
			return undefined;
		}
		if (setup !== state.setupOf(link.ecommerce_page) || page !== hexPage(link.ecommerce_page)) {
			sendNotice(reply, 403, 'This payment link was changed on its way.');
			return undefined;
		}
		if (isExpired(link, state.now())) {
			sendNotice(reply, 410, 'This payment link has expired.');
			return undefined;
		}
		return link;
	};

	app.get('/', async (request, reply) => {
		const link = linkOf(request, reply);
		if (!link) return reply;
		link.visitedAt ??= state.now();
		const button = link.completedAt
			? '<p>This payment is complete.</p>'
			: `<form method="post" action="${escapeHtml(request.url)}"><button type="submit">Pay</button></form>`;
		const details = `<p id="description">${escapeHtml(link.description ?? 'Payment')}</p>
<p id="amount">${escapeHtml(pounds(link.amount))}</p>`;
		return sendPage(reply, 200, htmlPage('Payment', `${details}\n${button}`));
	});

	app.post('/', async (request, reply) => {
		const link = linkOf(request, reply);
		if (!link) return reply;
		link.visitedAt ??= state.now();
		link.completedAt ??= state.now();
		return sendPage(reply, 200, htmlPage('Payment complete', `<p>Thank you.</p>${backLink(link)}`));
	});
}

// `page` and `payment` are always appended to the return URL (2.1).
function backLink(link: PaymentLink): string {
	const returnUrl = link.sent['return_url'];
	if (!returnUrl) return '';
	const url = new URL(returnUrl);
	url.searchParams.set('page', link.ecommerce_page);
	url.searchParams.set('payment', link.id);
	return `<p><a href="${escapeHtml(url.href)}">Back to the shop</a></p>`;
}
