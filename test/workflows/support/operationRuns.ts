// What it takes to run each operation once: its parameters, after what it needs has been put into the sandbox.
import type { INodeParameters } from 'n8n-workflow';
import { SMARTER_PAY_PAGES, type startSandbox } from '../../../sandbox';
import { byId, type ProviderName } from './sandboxed';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The folder of each provider's nodes. */
export const FOLDERS = { kwik: 'Kwik', smarterPay: 'SmarterPay', makePay: 'MakePay' };

const person = { reference: 'R1', personName: 'Sample', personSurname: 'Customer' };
const contact = { email: 'customer@example.com', contactNumber: '+27830000000' };
const account = {
	email: 'customer@example.com',
	firstName: 'Sample',
	lastName: 'Customer',
	addressLine1: '1 Road',
	city: 'Exampleton',
	postalCode: 'EX1 1EX',
	additionalFields: { customReference: 'R1' },
};
const seedsOf = (sandbox: () => Sandbox) => ({
	kwikCustomer: () => byId(sandbox().kwik.state.seedCustomers(1)[0]!.id),
	smarterPayLink: () => byId(sandbox().smarterPay.state.seedLinks(1)[0]!.id),
	smarterPayAccount: () => byId(sandbox().smarterPay.state.seedCustomerAccounts(1)[0]!.id),
	makePayCustomer: () => byId(sandbox().makePay.state.seedCustomers(1)[0]!.id),
	makePayInvoice: () => byId(sandbox().makePay.state.bookkeeping.seed(1)[0]!.uid),
	makePayLink: () => byId(sandbox().makePay.state.seedLinks(1)[0]!.id),
});

/**
 * Every operation as `resource/operation`, with a function that gives the parameters of a run. It puts what the run
 * needs into the sandbox, each time anew.
 */
export function operationRuns(
	sandbox: () => Sandbox,
): Record<ProviderName, Record<string, () => INodeParameters>> {
	const seeded = seedsOf(sandbox);
	return {
		kwik: {
			'customer/create': () => ({ ...person, ...contact }),
			'customer/upsert': () => ({ ...person, ...contact }),
			'customer/update': () => ({
				customerId: seeded.kwikCustomer(),
				updateFields: { ...contact },
			}),
			'customer/archive': () => ({ customerId: seeded.kwikCustomer() }),
			'customer/get': () => ({ customerId: seeded.kwikCustomer() }),
			'customer/getAll': () => (seeded.kwikCustomer(), {}),
			'customerPortal/createLink': () => {
				const [customer] = sandbox().kwik.state.seedCustomers(1);
				const [subscription] = sandbox().kwik.state.seedSubscriptions(1, customer!.id);
				return { customerId: byId(customer!.id), subscriptionId: subscription!.id };
			},
		},
		smarterPay: {
			'paymentLink/create': () => ({
				ecommercePage: SMARTER_PAY_PAGES.open.id,
				customerAccountId: seeded.smarterPayAccount(),
				amount: '27.50',
				amountIn: 'pounds',
				description: 'Payment Plan',
			}),
			'paymentLink/get': () => ({ paymentLinkId: seeded.smarterPayLink() }),
			'paymentLink/getAll': () => (seeded.smarterPayLink(), {}),
			'paymentLink/update': () => ({
				paymentLinkId: seeded.smarterPayLink(),
				updateFields: { metadata: 'x' },
			}),
			'paymentLink/expire': () => ({ paymentLinkId: seeded.smarterPayLink() }),
			'customerAccount/create': () => account,
			'customerAccount/get': () => ({ customerAccountId: seeded.smarterPayAccount() }),
			'customerAccount/update': () => ({
				customerAccountId: seeded.smarterPayAccount(),
				updateFields: { city: 'Exampleton' },
			}),
		},
		makePay: {
			'customer/upsert': () => ({
				email: 'customer@example.com',
				additionalFields: { name: 'Sample', clientId: 'crm_1' },
			}),
			'customer/getAll': () => (seeded.makePayCustomer(), {}),
			'customerPortal/createLink': () => ({ customerId: seeded.makePayCustomer() }),
			'paymentLink/create': () => ({
				title: 'Order #1042',
				amount: '129.99',
				fiatCurrency: 'USD',
				customerEmail: 'buyer@example.com',
				additionalFields: { orderId: 'order_1042' },
			}),
			'paymentLink/get': () => ({ paymentLinkId: seeded.makePayLink() }),
			'paymentLink/getAll': () => (seeded.makePayLink(), {}),
			'paymentLink/update': () => ({
				paymentLinkId: seeded.makePayLink(),
				updateFields: { status: 'paused' },
			}),
			'paymentLink/sendEmail': () => ({
				paymentLinkId: seeded.makePayLink(),
				email: 'buyer@example.com',
			}),
			'subscription/getAll': () => (sandbox().makePay.state.seedSubscriptions(1), {}),
			'webhookRequest/getAll': () => {
				const { webhookRequests } = sandbox().makePay;
				const [attempt] = sandbox().makePay.webhookAttempts();
				webhookRequests.push(JSON.parse(attempt!.body));
				return {};
			},
			'bookkeepingInvoice/create': () => ({
				title: 'Consulting in March',
				customerEmail: 'buyer@example.com',
				lineItems: '[{"description": "Consulting", "quantity": "1", "unitAmount": "129.99"}]',
			}),
			'bookkeepingInvoice/get': () => ({ invoiceId: seeded.makePayInvoice() }),
			'bookkeepingInvoice/getAll': () => (seeded.makePayInvoice(), {}),
			'bookkeepingInvoice/createPaymentLink': () => ({ invoiceId: seeded.makePayInvoice() }),
		},
	};
}
