// What Kwik keeps behind one pair of keys, live or test: customers, products, subscriptions and portal links.
import { plainTimestamp, type Clock } from '../shared/clock';
import { fixedKwikId, hmac, kwikId } from '../shared/ids';
import { customerFrom, type KwikCustomer } from './customer';
import { REFERENCE, type DataKind } from './lookups';

export interface KwikProduct {
	id: string;
	name: string;
	description: string | null;
	code: string | null;
	unit_label: string | null;
	price_excl: string;
	is_tax: boolean;
	pricing_type: 'RECURRING' | 'ONE_TIME';
	billing_period: string;
	custom_period: string | null;
	custom_interval: number | null;
}

export interface KwikSubscription {
	id: string;
	customerId: string;
	productId: string | null;
	active: boolean;
}

export interface KwikPortalLink {
	id: string;
	sessionId: string;
	customerId: string;
	subscriptionId: string | undefined;
	settings: Record<string, unknown>;
	token: string;
	expiresAt: number;
}

const PRODUCTS: ReadonlyArray<[code: string, name: string, price: string]> = [
	['PRD-BASIC', 'Basic Plan', '99.00'],
	['PRD-PRO', 'Pro Plan', '249.00'],
	['PRD-MAX', 'Max Plan', '499.00'],
];

function product(kind: DataKind, code: string, name: string, price: string): KwikProduct {
	return {
		id: fixedKwikId('prd', kind === 'live' ? code : `test/${code}`),
		name,
		description: null,
		code,
		unit_label: 'each',
		price_excl: price,
		is_tax: false,
		pricing_type: 'RECURRING',
		billing_period: 'MONTHLY',
		custom_period: null,
		custom_interval: null,
	};
}

const TOKEN_KEY = 'kwik-sandbox-portal';

/** The stored records; everything is found by id in constant time. */
export class KwikData {
	/** By id, in order of creation. */
	readonly customers = new Map<string, KwikCustomer>();
	readonly products = new Map<string, KwikProduct>();
	readonly subscriptions = new Map<string, KwikSubscription>();
	/** By id. */
	readonly portalLinks = new Map<string, KwikPortalLink>();
	/** Ids of customers whose payments run: these cannot be archived or disabled (2.3). */
	readonly runningPayments = new Set<string>();

	constructor(
		private readonly clock: Clock,
		private readonly origin: () => string,
		private readonly kind: DataKind,
	) {
		this.clear();
	}

	/** Lookups and payment methods, with ids of their own in test data. */
	get reference(): (typeof REFERENCE)[DataKind] {
		return REFERENCE[this.kind];
	}

	/** Back to the products a new account has, and nothing else. */
	clear(): void {
		this.customers.clear();
		this.products.clear();
		this.subscriptions.clear();
		this.portalLinks.clear();
		this.runningPayments.clear();
		for (const values of PRODUCTS) {
			const entry = product(this.kind, ...values);
			this.products.set(entry.id, entry);
		}
	}

	/** Now, as Kwik writes it: GMT+2. */
	timestamp(): string {
		return plainTimestamp(this.clock.now(), 2);
	}

	now(): number {
		return this.clock.now();
	}

	/** Stores a customer; fields left out are null, and id and dates are filled in. */
	addCustomer(fields: Partial<KwikCustomer> = {}): KwikCustomer {
		const customer = customerFrom(fields, kwikId('cus'), this.timestamp());
		this.customers.set(customer.id, customer);
		return customer;
	}

	/** Every customer with this reference: Kwik does not enforce that there is only one (section 6). */
	customersByReference(reference: string): KwikCustomer[] {
		return [...this.customers.values()].filter((customer) => customer.reference === reference);
	}

	/** Stores so many customers; `fields` may be given per index. */
	seedCustomers(count: number, fields?: (index: number) => Partial<KwikCustomer>): KwikCustomer[] {
		const start = this.customers.size;
		const prefix = this.kind === 'live' ? 'SEED' : 'TEST';
		return Array.from({ length: count }, (_, index) => {
			const number = start + index + 1;
			return this.addCustomer({
				reference: `${prefix}${String(number).padStart(8, '0')}`,
				person_name: 'Sample',
				person_surname: `Customer ${number}`,
				email: `customer${number}@example.com`,
				metadata: {},
				...fields?.(index),
			});
		});
	}

	seedProducts(count: number): KwikProduct[] {
		const start = this.products.size;
		return Array.from({ length: count }, (_, index) => {
			const number = start + index + 1;
			const entry = product(this.kind, `SEED-${number}`, `Seeded Plan ${number}`, `${number}.00`);
			this.products.set(entry.id, entry);
			return entry;
		});
	}

	/** Stores so many subscriptions, of one customer or of the stored ones in turn. */
	seedSubscriptions(count: number, customerId?: string, active = true): KwikSubscription[] {
		if (this.customers.size === 0) this.seedCustomers(1);
		const owners = customerId === undefined ? [...this.customers.keys()] : [customerId];
		const productId = this.products.keys().next().value ?? null;
		return Array.from({ length: count }, (_, index) => {
			const owner = owners[index % owners.length] ?? '';
			const entry = { id: kwikId('sub'), customerId: owner, productId, active };
			this.subscriptions.set(entry.id, entry);
			return entry;
		});
	}

	/** Makes session and link (2.1). The token carries its own signature, so tampering shows. */
	addPortalLink(
		link: Pick<KwikPortalLink, 'customerId' | 'subscriptionId' | 'settings'>,
		lifetimeMs: number,
	): KwikPortalLink {
		const id = kwikId('cpl');
		const entry: KwikPortalLink = {
			...link,
			id,
			sessionId: kwikId('ses'),
			token: id.slice(4) + hmac(TOKEN_KEY, id, 'base64url'),
			expiresAt: this.clock.now() + lifetimeMs,
		};
		this.portalLinks.set(id, entry);
		return entry;
	}

	portalUrl(link: KwikPortalLink): string {
		return `${this.origin()}/portal/${link.token}`;
	}

	/** The link of a token; `tampered` when the link exists and the rest of the token is wrong. */
	portalLinkOf(token: string): KwikPortalLink | 'tampered' | undefined {
		const link = this.portalLinks.get(`cpl_${token.slice(0, 21)}`);
		return link && link.token !== token ? 'tampered' : link;
	}
}
