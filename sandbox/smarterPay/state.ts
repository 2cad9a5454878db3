// What the SmarterPay sandbox keeps: pages, linked records, customer accounts, payment links.
import type { Clock } from '../shared/clock';
import { smarterPayId } from '../shared/ids';
import type { ProviderState } from '../shared/provider';
import { lifetimeOf, PAGES, type EcommercePage, type LinkedRecord } from './ecommercePages';
import { LinkStore } from './linkStore';
import { linkUrl, urlToken } from './linkUrl';
import { shownTerms, type PaymentLink } from './paymentLink';

export interface CustomerAccount {
	id: string;
	email: string;
	company_name: string | null;
	title: string | null;
	first_name: string;
	last_name: string;
	address_line1: string;
	address_line2: string | null;
	city: string;
	state_code: string | null;
	postal_code: string;
	country_code: string;
	custom_reference: string | null;
	external_id: string | null;
	metadata: string | null;
	/** ISO, e.g. `2023-07-13T11:12:45.000Z`. */
	created_at: string;
}

// Ids of the document's samples and legacy ids (section 1), so that its requests work as they stand.
const SAMPLE_CUSTOMERS = [
	'CA0112AB34CD56EF78GH',
	'CA01OQW39P4GY7J56NXL',
	'CA016YQRDJZW9KJVL359',
	'CUST00002352',
];
const SAMPLE_RECORDS: Record<Exclude<LinkedRecord, 'customer_account'>, string[]> = {
	bank_account: ['BA01VQY3LJO0NLPE61OG', 'BANK00003454'],
	mandate: ['MA0112AB34CD56EF78GH'],
	recurrence_schedule: ['RS0112AB34CD56EF78GH'],
};

const SAMPLE_ADDRESS = {
	address_line1: '74 Example Street',
	city: 'Exampleton',
	postal_code: 'EX1 1EX',
};

/** The stored records; everything is found by id in constant time. */
export class SmarterPayState implements ProviderState {
	readonly pages = new Map<string, EcommercePage>();
	readonly customerAccounts = new Map<string, CustomerAccount>();
	readonly bankAccounts = new Set<string>();
	readonly mandates = new Set<string>();
	readonly recurrenceSchedules = new Set<string>();
	readonly links = new LinkStore();
	/** The `setup` token of each page's links. */
	private readonly setups = new Map<string, string>();

	constructor(
		private readonly clock: Clock,
		private readonly origin: () => string,
	) {
		this.reset();
	}

	readonly seeders = {
		links: (count: number) => this.seedLinks(count),
		customerAccounts: (count: number) => this.seedCustomerAccounts(count),
	};

	reset(): void {
		this.pages.clear();
		this.customerAccounts.clear();
		this.links.clear();
		this.setups.clear();
		for (const page of Object.values(PAGES)) this.pages.set(page.id, { ...page });
		for (const id of SAMPLE_CUSTOMERS) this.addCustomerAccount({ id });
		const fill = (set: Set<string>, ids: string[]) => {
			set.clear();
			for (const id of ids) set.add(id);
		};
		fill(this.bankAccounts, SAMPLE_RECORDS.bank_account);
		fill(this.mandates, SAMPLE_RECORDS.mandate);
		fill(this.recurrenceSchedules, SAMPLE_RECORDS.recurrence_schedule);
	}

	counts(): Record<string, number> {
		return {
			links: this.links.size,
			customerAccounts: this.customerAccounts.size,
			pages: this.pages.size,
		};
	}

	now(): number {
		return this.clock.now();
	}

	/** Whether a record a link may name exists. */
	exists(kind: LinkedRecord, id: string): boolean {
		const records = {
			customer_account: this.customerAccounts,
			bank_account: this.bankAccounts,
			mandate: this.mandates,
			recurrence_schedule: this.recurrenceSchedules,
		};
		return records[kind].has(id);
	}

	addCustomerAccount(fields: Partial<CustomerAccount> = {}): CustomerAccount {
		const account: CustomerAccount = {
			id: smarterPayId('CA'),
			email: 'customer@example.com',
			company_name: null,
			title: null,
			first_name: 'Sample',
			last_name: 'Customer',
			...SAMPLE_ADDRESS,
			address_line2: null,
			state_code: null,
			custom_reference: null,
			external_id: null,
			metadata: null,
			created_at: new Date(this.clock.now()).toISOString(),
			...fields,
			country_code: fields.country_code || 'GB',
		};
		this.customerAccounts.set(account.id, account);
		return account;
	}

	/** Stores a link for a page that exists; `more` sets dates for seeding. */
	addLink(sent: PaymentLink['sent'], more: Partial<PaymentLink> = {}): PaymentLink {
		const page = this.pages.get(sent['ecommerce_page'] ?? '');
		if (!page) throw new Error(`There is no page ${sent['ecommerce_page']}.`);
		const createdAt = more.createdAt ?? this.clock.now();
		const lifetime = lifetimeOf(page);
		const paymentToken = urlToken();
		const link: PaymentLink = {
			id: smarterPayId('PL'),
			url: this.linkUrl(page.id, paymentToken),
			paymentToken,
			ecommerce_page: page.id,
			sent,
			...shownTerms(page, sent),
			account_validation_callback: page.accountValidation,
			createdAt,
			expiresAt: lifetime === null ? null : createdAt + lifetime,
			endedByHand: false,
			visitedAt: null,
			completedAt: null,
			...more,
		};
		this.links.add(link);
		return link;
	}

	/** Stores so many links, one second apart up to now; `fields` may be given per index. */
	seedLinks(count: number, fields?: (index: number) => PaymentLink['sent']): PaymentLink[] {
		const now = this.clock.now();
		const customers = [...this.customerAccounts.keys()];
		return Array.from({ length: count }, (_, index) =>
			this.addLink(
				{
					ecommerce_page: PAGES.open.id,
					customer_account: customers[index % customers.length],
					...fields?.(index),
				},
				{ createdAt: now - (count - index) * 1000 },
			),
		);
	}

	seedCustomerAccounts(count: number): CustomerAccount[] {
		const start = this.customerAccounts.size;
		return Array.from({ length: count }, (_, index) => {
			const number = start + index + 1;
			return this.addCustomerAccount({
				email: `customer${number}@example.com`,
				last_name: `Customer ${number}`,
				custom_reference: `SEED${number}`,
			});
		});
	}

	/** The `setup` token of a page, decoded. */
	setupOf(pageId: string): string {
		let setup = this.setups.get(pageId);
		if (setup === undefined) this.setups.set(pageId, (setup = urlToken()));
		return setup;
	}

	/** The address of a link, or of a page's generic link (2.1, 3.2). */
	linkUrl(pageId: string, paymentToken?: string): string {
		return linkUrl(this.origin(), this.setupOf(pageId), pageId, paymentToken);
	}
}
