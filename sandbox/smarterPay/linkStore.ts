// The stored payment links with the indexes that keep lookups and lists fast at 20,000 links and more.
import { MultiMap } from '../shared/multiMap';
import type { PaymentLink } from './paymentLink';
import { CONTAINED_FILTERS, EXACT_FILTERS } from './schemas';

/** How a list is asked for; all names as in the query (smarterpay.md 2.4). */
export interface LinkQuery {
	filters: Record<string, string | undefined>;
	limit: number;
	pageNo: number;
	sortField: string;
	descending: boolean;
}

type ExactFilter = keyof typeof EXACT_FILTERS;

function valueOf(link: PaymentLink, property: string): string | undefined {
	if (property === 'id') return link.id;
	if (property === 'ecommerce_page') return link.ecommerce_page;
	return link.sent[property];
}

const byCreation = (a: PaymentLink, b: PaymentLink) => a.createdAt - b.createdAt;
const byId = (a: PaymentLink, b: PaymentLink) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Payment links by id, by token and in order. */
export class LinkStore {
	private readonly all = new Map<string, PaymentLink>();
	private readonly byToken = new Map<string, PaymentLink>();
	/** Per exact filter: value → links, in order of arrival. */
	private readonly indexes = new Map<string, MultiMap<PaymentLink>>(
		Object.keys(EXACT_FILTERS).map((filter) => [filter, new MultiMap()]),
	);
	private readonly created: PaymentLink[] = [];
	private createdSorted = true;
	private idSorted: PaymentLink[] | null = null;

	get size(): number {
		return this.all.size;
	}

	get(id: string): PaymentLink | undefined {
		return this.all.get(id);
	}

	/** The link whose URL carries this payment token. */
	ofToken(token: string): PaymentLink | undefined {
		return this.byToken.get(token);
	}

	/** Every link, in order of arrival. */
	values(): IterableIterator<PaymentLink> {
		return this.all.values();
	}

	clear(): void {
		this.all.clear();
		this.byToken.clear();
		for (const index of this.indexes.values()) index.clear();
		this.created.length = 0;
		this.createdSorted = true;
		this.idSorted = null;
	}

	add(link: PaymentLink): void {
		const last = this.created.at(-1);
		if (last && last.createdAt > link.createdAt) this.createdSorted = false;
		this.all.set(link.id, link);
		this.byToken.set(link.paymentToken, link);
		this.created.push(link);
		this.idSorted = null;
		for (const [filter, property] of Object.entries(EXACT_FILTERS)) {
			this.indexes.get(filter)?.add(valueOf(link, property), link);
		}
	}

	/** One page of a list, sorted and filtered (AND, 2.4). */
	list(query: LinkQuery): PaymentLink[] {
		const { filters, limit, pageNo, descending } = query;
		const sort = query.sortField === 'id' ? byId : byCreation;
		const exact = Object.entries(filters).filter(([name, value]) => value && name in EXACT_FILTERS);
		const contained = CONTAINED_FILTERS.filter((name) => filters[name]);

		let links: readonly PaymentLink[];
		if (exact.length === 0) {
			links = this.sorted(query.sortField);
		} else {
			const sets = exact.map(([name, value]) => this.indexes.get(name)?.get(value) ?? []);
			const smallest = sets.reduce((a, b) => (b.length < a.length ? b : a));
			links = smallest
				.filter((link) =>
					exact.every(
						([name, value]) => valueOf(link, EXACT_FILTERS[name as ExactFilter]) === value,
					),
				)
				.sort(sort);
		}
		if (contained.length > 0) {
			links = links.filter((link) =>
				contained.every((name) => link.sent[name]?.includes(filters[name] as string)),
			);
		}
		const from = (pageNo - 1) * limit;
		if (!descending) return links.slice(from, from + limit);
		const end = Math.max(0, links.length - from);
		return links.slice(Math.max(0, end - limit), end).reverse();
	}

	// Links have no `type` (2.4): sorting by it leaves the order of creation.
	private sorted(field: string): readonly PaymentLink[] {
		if (field === 'id') return (this.idSorted ??= [...this.created].sort(byId));
		if (!this.createdSorted) this.created.sort(byCreation);
		this.createdSorted = true;
		return this.created;
	}
}
