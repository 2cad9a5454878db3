// Lists fetched once per run, from which each item learns what it is to do.
import type { IDataObject } from 'n8n-workflow';
import { succeeded, type Outcome } from '../contract/failure';
import type { DecideRule, Decision } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import type { Sender } from '../send/repeat';
import { readList } from '../send/sender';

type Index = Map<string, IDataObject[]>;

/** The lists of one run. */
export class Decider {
	/** By the request that fetches the list. */
	private readonly indexes = new Map<string, Promise<Outcome<Index>>>();

	constructor(
		private readonly sender: Sender,
		private readonly rule: DecideRule,
	) {}

	/** What a planned request turns into; itself when it needs no list. */
	async decide(planned: ProviderRequest): Promise<Outcome<Decision>> {
		const key = planned.lookFor;
		if (key === undefined) return succeeded({ request: planned });
		const index = await this.indexFor(planned);
		if (!index.ok) return index;
		const found = index.value.get(key) ?? index.value.get(this.rule.fallback ?? key) ?? [];
		return succeeded(this.rule.use(planned, found));
	}

	/** Makes a record that an item of this run created findable for the items after it. */
	async learn(planned: ProviderRequest, record: IDataObject): Promise<void> {
		// A record without an id could not be updated by the next item: the list has it with one.
		if (record.id === undefined) return this.forget(planned);
		const index = await this.indexFor(planned);
		if (!index.ok) return;
		for (const key of this.rule.keysOf(record)) index.value.set(key, [record]);
	}

	/** Forgets the list of an item after which nobody knows what it holds. */
	forget(planned: ProviderRequest): void {
		this.indexes.delete(JSON.stringify(this.rule.request(planned)));
	}

	private async indexFor(planned: ProviderRequest): Promise<Outcome<Index>> {
		const request = this.rule.request(planned);
		const name = JSON.stringify(request);
		let index = this.indexes.get(name);
		if (!index) this.indexes.set(name, (index = this.fetch(request)));
		return await index;
	}

	private async fetch(request: ProviderRequest): Promise<Outcome<Index>> {
		const list = await readList(this.sender, request, this.rule.records);
		if (!list.ok) return list;
		const index: Index = new Map();
		for (const record of list.value.records) {
			for (const key of this.rule.keysOf(record)) {
				const known = index.get(key);
				if (known) known.push(record);
				else index.set(key, [record]);
			}
		}
		return succeeded(index);
	}
}
