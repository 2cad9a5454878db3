// What the MakePay sandbox keeps: customers, payment links, subscriptions and mails of one company.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/clock';
import { makePayUid } from '../shared/ids';
import { MultiMap } from '../shared/multiMap';
import type { ProviderState } from '../shared/provider';
import { Bookkeeping } from './bookkeeping';
import {
	endOf,
	sampleSubscription,
	type CustomerFields,
	type LinkPayload,
	type MakePayCustomer,
	type MakePayLink,
	type MakePaySubscription,
} from './records';

const lower = (email: string) => email.trim().toLowerCase();

/** The stored records; everything is found by id in constant time. */
export class MakePayState implements ProviderState {
	/** By `uid`, in order of creation. */
	readonly customers = new Map<string, MakePayCustomer>();
	/** By `uid`, in order of creation. */
	readonly links = new Map<string, MakePayLink>();
	readonly subscriptions: MakePaySubscription[] = [];
	/** Payment request mails that would have been sent. */
	readonly emails: Array<{ linkUid: string; email: string }> = [];
	readonly bookkeeping: Bookkeeping;
	private readonly customersById = new Map<string, MakePayCustomer>();
	private readonly customersByEmail = new Map<string, MakePayCustomer>();
	private readonly customersByClientId = new Map<string, MakePayCustomer>();
	private readonly linksById = new Map<string, MakePayLink>();
	private readonly linksByEmail = new MultiMap<MakePayLink>();
	private readonly linksByClientId = new MultiMap<MakePayLink>();

	constructor(
		private readonly clock: Clock,
		private readonly origin: () => string,
	) {
		this.bookkeeping = new Bookkeeping(clock);
	}

	readonly seeders = {
		customers: (count: number) => this.seedCustomers(count),
		links: (count: number) => this.seedLinks(count),
		subscriptions: (count: number) => this.seedSubscriptions(count),
		invoices: (count: number) => this.bookkeeping.seed(count),
	};

	reset(): void {
		const customers = [this.customersById, this.customersByEmail, this.customersByClientId];
		const links = [this.linksById, this.linksByEmail, this.linksByClientId];
		for (const index of [this.customers, this.links, ...customers, ...links]) index.clear();
		this.subscriptions.length = 0;
		this.emails.length = 0;
		this.bookkeeping.reset();
	}

	counts(): Record<string, number> {
		return {
			customers: this.customers.size,
			links: this.links.size,
			subscriptions: this.subscriptions.length,
			emails: this.emails.length,
			invoices: this.bookkeeping.size,
		};
	}

	now(): number {
		return this.clock.now();
	}

	/** A customer by UUID or UID (2.1). */
	customer(idOrUid: string): MakePayCustomer | undefined {
		return this.customers.get(idOrUid) ?? this.customersById.get(idOrUid);
	}

	customerByEmail(email: string): MakePayCustomer | undefined {
		return this.customersByEmail.get(lower(email));
	}

	customerByClientId(clientId: string): MakePayCustomer | undefined {
		return this.customersByClientId.get(clientId);
	}

	addCustomer(fields: CustomerFields = {}): MakePayCustomer {
		const moment = new Date(this.clock.now()).toISOString();
		const customer: MakePayCustomer = {
			id: randomUUID(),
			uid: makePayUid('cus'),
			email: null,
			name: null,
			clientId: null,
			metadata: {},
			...fields,
			createdAt: moment,
			updatedAt: moment,
		};
		this.customers.set(customer.uid, customer);
		this.customersById.set(customer.id, customer);
		this.index(customer);
		return customer;
	}

	/** Changes a customer; what is left out stays (3.1, unknown). */
	changeCustomer(customer: MakePayCustomer, fields: CustomerFields): MakePayCustomer {
		Object.assign(customer, fields, { updatedAt: new Date(this.clock.now()).toISOString() });
		this.index(customer);
		return customer;
	}

	/** Stores a payment link. */
	addLink(payload: LinkPayload, more: Partial<MakePayLink> = {}): MakePayLink {
		const uid = makePayUid('pay');
		const now = this.clock.now();
		const link: MakePayLink = {
			id: randomUUID(),
			uid,
			anonymous: false,
			publicUrl: `${this.origin()}/payment/${uid}`,
			status: 'active',
			donationSlug: null,
			payload,
			metadata: { ...payload.metadata },
			latestSession: null,
			timelineEvents: [{ type: 'payment_link_created' }],
			createdAt: now,
			updatedAt: now,
			expiresAt: endOf(payload.expirationTime, now),
			...more,
		};
		this.links.set(link.uid, link);
		this.linksById.set(link.id, link);
		this.linksByEmail.add(payload.customerEmail && lower(payload.customerEmail), link);
		this.linksByClientId.add(payload.clientId, link);
		return link;
	}

	/** A payment link by UID (documented) or UUID. */
	link(uidOrId: string): MakePayLink | undefined {
		return this.links.get(uidOrId) ?? this.linksById.get(uidOrId);
	}

	/** Links that the portal shows to a customer: matched by email or client id (2.3). */
	linksOf(customer: MakePayCustomer): MakePayLink[] {
		const byEmail = this.linksByEmail.get(customer.email && lower(customer.email));
		const byClient = this.linksByClientId.get(customer.clientId);
		return [...new Set([...byEmail, ...byClient])];
	}

	/** Subscriptions of a customer: by email, or by the client id in their metadata (2.3). */
	subscriptionsOf(customer: MakePayCustomer): MakePaySubscription[] {
		return this.subscriptions.filter(
			({ customerEmail, metadata }) =>
				(customer.email && customerEmail && lower(customerEmail) === lower(customer.email)) ||
				(customer.clientId && metadata['clientId'] === customer.clientId),
		);
	}

	seedCustomers(count: number, fields?: (index: number) => CustomerFields): MakePayCustomer[] {
		const start = this.customers.size;
		return Array.from({ length: count }, (_, index) => {
			const number = start + index + 1;
			return this.addCustomer({
				email: `buyer${number}@example.com`,
				name: `Sample Buyer ${number}`,
				clientId: `client_${number}`,
				...fields?.(index),
			});
		});
	}

	seedLinks(count: number): MakePayLink[] {
		const start = this.links.size;
		return Array.from({ length: count }, (_, index) => {
			const number = start + index + 1;
			return this.addLink({
				title: `Order #${number}`,
				amount: '12.50',
				orderId: `order_${number}`,
			});
		});
	}

	seedSubscriptions(count: number, customerEmail?: string): MakePaySubscription[] {
		return Array.from({ length: count }, (_, index) => {
			const email = customerEmail ?? `buyer${index + 1}@example.com`;
			const subscription = sampleSubscription(email, this.clock.now());
			this.subscriptions.push(subscription);
			return subscription;
		});
	}

	private index(customer: MakePayCustomer): void {
		if (customer.email) this.customersByEmail.set(lower(customer.email), customer);
		if (customer.clientId) this.customersByClientId.set(customer.clientId, customer);
	}
}
