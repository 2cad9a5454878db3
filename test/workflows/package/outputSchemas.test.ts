// What each operation gives out, as n8n shows it before a step has run: nodes/*/__schema__, made from runs.
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { SMARTER_PAY_PAGES } from '../../../sandbox';
import { builtPackage } from '../support/builtPackage';
import { expectGenerated } from '../support/generated';
import { byId, jsonOf, useSandbox, type ProviderName } from '../support/sandboxed';
import { schemaOf } from '../support/schemaOf';

const { sandbox, run } = useSandbox();
const FOLDERS = { kwik: 'Kwik', smarterPay: 'SmarterPay', makePay: 'MakePay' };

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
const seeded = {
	kwikCustomer: () => byId(sandbox().kwik.state.seedCustomers(1)[0]!.id),
	smarterPayLink: () => byId(sandbox().smarterPay.state.seedLinks(1)[0]!.id),
	smarterPayAccount: () => byId(sandbox().smarterPay.state.seedCustomerAccounts(1)[0]!.id),
	makePayCustomer: () => byId(sandbox().makePay.state.seedCustomers(1)[0]!.id),
	makePayInvoice: () => byId(sandbox().makePay.state.bookkeeping.seed(1)[0]!.uid),
	makePayLink: () => byId(sandbox().makePay.state.seedLinks(1)[0]!.id),
};

/** The parameters of a run of each operation, after what it needs has been put there. */
const RUNS: Record<ProviderName, Record<string, () => INodeParameters>> = {
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

describe.each(Object.keys(FOLDERS) as ProviderName[])('%s', (type) => {
	const operationsOf = async (): Promise<string[]> => {
		const { properties } = (await builtPackage()).getNode(type).type.description as unknown as {
			properties: INodeProperties[];
		};
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options = [] }) =>
				(displayOptions!.show!.resource as string[]).flatMap((resource) =>
					options.map((option) => `${resource}/${String((option as { value: unknown }).value)}`),
				),
			)
			.sort();
	};

	test('every operation has a run here', async () => {
		expect(Object.keys(RUNS[type]).sort()).toEqual(await operationsOf());
	});

	test.each(Object.keys(RUNS[type]))('%s', async (name) => {
		const [resource, operation] = name.split('/') as [string, string];
		const parameters = { resource, operation, simplify: true, ...RUNS[type][name]!() };
		const { main, executionError } = await run(type, parameters);
		expect(executionError).toBeUndefined();
		expect(main.length).toBeGreaterThan(0);
		const schema = { ...schemaOf(jsonOf(main)), version: 1 };
		await expectGenerated(
			`nodes/${FOLDERS[type]}/__schema__/v1.0.0/${name}.json`,
			`${JSON.stringify(schema, null, '\t')}\n`,
		);
	});
});
