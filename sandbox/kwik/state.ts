// What the Kwik sandbox keeps: one base of live data behind V1 and V2 (kwik.md D2), and test data of their own
// that only V2 reaches (section 1).
import type { Clock } from '../shared/clock';
import type { ProviderState } from '../shared/provider';
import { KwikData } from './data';

/** The live data; those of the test keys are under `test`. */
export class KwikState extends KwikData implements ProviderState {
	readonly test: KwikData;

	constructor(clock: Clock, origin: () => string) {
		super(clock, origin, 'live');
		this.test = new KwikData(clock, origin, 'test');
	}

	readonly seeders = {
		customers: (count: number) => this.seedCustomers(count),
		products: (count: number) => this.seedProducts(count),
		subscriptions: (count: number) => this.seedSubscriptions(count),
		testCustomers: (count: number) => this.test.seedCustomers(count),
		testProducts: (count: number) => this.test.seedProducts(count),
		testSubscriptions: (count: number) => this.test.seedSubscriptions(count),
	};

	reset(): void {
		this.clear();
		this.test.clear();
	}

	counts(): Record<string, number> {
		return {
			customers: this.customers.size,
			products: this.products.size,
			subscriptions: this.subscriptions.size,
			portalLinks: this.portalLinks.size,
			testCustomers: this.test.customers.size,
			testProducts: this.test.products.size,
			testSubscriptions: this.test.subscriptions.size,
			testPortalLinks: this.test.portalLinks.size,
		};
	}
}
