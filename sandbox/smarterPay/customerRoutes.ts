// SmarterPay's customer accounts and page setups (smarterpay.md 3.1, 3.2).
import type { FastifyRequest } from 'fastify';
import { refusal } from './errors';
import { pagingOf } from './linkRoutes';
import { CREATE_CUSTOMER_SCHEMA, LIST_CUSTOMERS_SCHEMA, UPDATE_CUSTOMER_SCHEMA } from './schemas';
import type { SmarterPaySandbox } from './smarterPay';
import type { CustomerAccount } from './state';

type Query = Record<string, string | undefined>;

const OPTIONAL = [
	'company_name',
	'title',
	'address_line2',
	'state_code',
	'custom_reference',
	'external_id',
	'metadata',
] as const;

/** Adds the customer-account endpoints and the check of a page. */
export function addCustomerRoutes(smarterPay: SmarterPaySandbox): void {
	const { app, state, switches } = smarterPay;
	const config = { idempotent: true };
	// The wrapper of the request has capitals (3.1); that of the answer is inferred there.
	const sentOf = (request: FastifyRequest): Partial<CustomerAccount> => {
		const sent = (request.body as { Customer_Account: Record<string, string> }).Customer_Account;
		const fields: Record<string, string | null> = { ...sent };
		for (const name of OPTIONAL) if (sent[name] === '') fields[name] = null;
		if (sent['country_code'] !== undefined) {
			fields['country_code'] = sent['country_code'].toUpperCase() || 'GB';
		}
		return fields;
	};
	const checkState = ({ country_code: country, state_code: region }: Partial<CustomerAccount>) => {
		if (country === 'US' && !region) {
			throw refusal(400, 'state_code is required when country_code is US', switches);
		}
	};
	const find = (id: string) => {
		const account = state.customerAccounts.get(id);
		if (!account) throw refusal(404, `customer account ${id} does not exist`, switches);
		return account;
	};

	// smarterpay.md 3.1
	app.post(
		'/service.svc/customeraccount',
		{ config, schema: { body: CREATE_CUSTOMER_SCHEMA } },
		async (request) => {
			const fields = sentOf(request);
			checkState(fields);
			return { customer_account: state.addCustomerAccount(fields) };
		},
	);

	app.put<{ Params: { id: string } }>(
		'/service.svc/customeraccount/:id',
		{ config, schema: { body: UPDATE_CUSTOMER_SCHEMA } },
		async (request) => {
			const account = find(request.params.id);
			const fields = sentOf(request);
			checkState({ ...account, ...fields });
			return { customer_account: Object.assign(account, fields) };
		},
	);

	app.get<{ Params: { id: string } }>('/service.svc/customeraccount/:id', async (request) => ({
		customer_account: find(request.params.id),
	}));

	app.get<{ Querystring: Query }>(
		'/service.svc/customeraccounts',
		{ schema: { querystring: LIST_CUSTOMERS_SCHEMA } },
		async (request) => {
			const { limit, pageNo, sortField, descending } = pagingOf(request.query);
			const accounts = [...state.customerAccounts.values()];
			if (sortField === 'id') accounts.sort((a, b) => (a.id < b.id ? -1 : 1));
			if (descending) accounts.reverse();
			return { customer_accounts: accounts.slice((pageNo - 1) * limit, pageNo * limit) };
		},
	);

	// smarterpay.md 3.2; `encryption_key` is a secret that a client must not pass on.
	app.get<{ Params: { id: string } }>('/service.svc/ecommercepagesetup/:id', async (request) => {
		const page = state.pages.get(request.params.id);
		if (!page) throw refusal(404, `ecommerce page ${request.params.id} does not exist`, switches);
		const debit = page.name.startsWith('DD');
		return {
			ecommerce_setup: {
				id: page.id,
				name: page.name,
				url: state.linkUrl(page.id),
				collection_period: 'monthly',
				collection_day: '12',
				payment_types: debit ? 'DDMandateOnly' : 'CardOnly',
				collection_stretch: 1,
				description: page.description,
				on_page_description: '',
				single_use: page.singleUse,
				expiry: page.expiry,
				payment_type_step: 'Skip',
				customer_step: 'Edit',
				bank_step: debit ? 'Edit' : 'Skip',
				card_step: debit ? 'Skip' : 'Edit',
				schedule_step: 'Skip',
				branding: 'EB02XDNZWLJRQPGQ914E',
				client_bank_account: 'OB01O6YQRDJZWJVL359M',
				account_validation_required: page.accountValidation,
				encryption_key: 'sandbox-encryption-key-must-never-be-shown',
			},
		};
	});
}
