// Kwik portal links inside n8n: what the sandbox receives is what the document says. kwik.md 2.1.
import { byId, jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();

test('five customers get portal links with all nine settings, in input order', async () => {
	const customers = sandbox().kwik.state.seedCustomers(5);
	const rows = customers.map(({ id }, index) => {
		const [subscription] = sandbox().kwik.state.seedSubscriptions(1, id);
		return { id, subscription: subscription!.id, title: `Shop ${index}` };
	});
	// The first answer comes last.
	sandbox().kwik.faults.add({ route: '*', kind: 'slow', latencyMs: 150, at: [0] });
	const { main } = await run(
		'kwik',
		{
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: byId('={{ $json.id }}'),
			subscriptionId: '={{ $json.subscription }}',
			portalPage: {
				showInvoices: true,
				showBillingInfo: false,
				allowUpdateBillingInfo: true,
				allowCancel: false,
				cancelType: 'AFTER_BILLING_PERIOD',
				allowSwitchPlan: true,
				productsIds: 'pro_abc123, pro_def456',
				redirectUrl: 'https://my-portal.site.com',
				pageTitle: '={{ $json.title }}',
			},
		},
		rows,
	);
	const received = requestsOf(sandbox().kwik);
	expect(received).toEqual(
		expect.arrayContaining(
			rows.map(({ id, subscription, title }) => ({
				method: 'POST',
				path: '/2.0/customer-portal/link',
				query: {},
				body: {
					customer_id: id,
					subscription_id: subscription,
					settings: {
						show_invoices: true,
						show_billing_info: false,
						allow_update_billing_info: true,
						allow_cancel: false,
						cancel_type: 'AFTER_BILLING_PERIOD',
						allow_switch_plan: true,
						products_ids: ['pro_abc123', 'pro_def456'],
						redirect_url: 'https://my-portal.site.com',
						page_title: title,
					},
				},
			})),
		),
	);
	expect(received).toHaveLength(5);
	expect(jsonOf(main)).toEqual(
		rows.map(({ id, subscription }) => ({
			provider: 'kwik',
			id: expect.stringMatching(/^cpl_/),
			url: expect.stringContaining('/portal/'),
			status: null,
			customerId: id,
			expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			subscriptionId: subscription,
			sessionId: expect.stringMatching(/^ses_/),
		})),
	);
	expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
});

test('a portal link without Simplify is the record as Kwik sent it', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	const { main } = await run('kwik', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(customer!.id),
		simplify: false,
	});
	const [link] = sandbox().kwik.state.portalLinks.values();
	expect(jsonOf(main)).toEqual([
		{
			id: link!.id,
			session_id: link!.sessionId,
			customer_id: customer!.id,
			link_url: sandbox().kwik.state.portalUrl(link!),
			expires_at: expect.any(String),
		},
	]);
});
