// Look-ups: lists fetched once per run, from which each item learns what it is to do.
import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../contract/failure';
import { succeeded } from '../contract/failure';
import type { LookedUp, LookUpRule, ProviderRequest } from '../contract/operation';
import type { Sender } from '../send/repeat';
import { readRecords } from '../send/sender';

type Index = Map<string, IDataObject[]>;

/** The look-ups of one run. */
export class LookUps {
	/** By the request that fetches the list. */
	private readonly indexes = new Map<string, Promise<Outcome<Index>>>();

	constructor(
		private readonly sender: Sender,
		private readonly rule: LookUpRule,
	) {}

	/** What a planned request turns into; itself when it needs no look-up. */
	async resolve(planned: ProviderRequest): Promise<Outcome<LookedUp>> {
		const key = planned.lookFor;
		if (key === undefined) return succeeded({ request: planned });
		const index = await this.indexFor(planned);
		if (!index.ok) return index;
		const found = index.value.get(key) ?? index.value.get(this.rule.fallback ?? key) ?? [];
		return succeeded(this.rule.use(planned, found));
	}

	/** Makes a record that an item of this run created findable for the items after it. */
	async learn(planned: ProviderRequest, record: IDataObject): Promise<void> {
		const index = await this.indexFor(planned);
		if (!index.ok) return;
		for (const key of this.rule.keysOf(record)) index.value.set(key, [record]);
	}

	private async indexFor(planned: ProviderRequest): Promise<Outcome<Index>> {
		const request = this.rule.request(planned);
		const name = JSON.stringify(request);
		let index = this.indexes.get(name);
		if (!index) this.indexes.set(name, (index = this.fetch(request)));
		return await index;
	}

	private async fetch(request: ProviderRequest): Promise<Outcome<Index>> {
		const records = await readRecords(this.sender, request, this.rule.records);
		if (!records.ok) return records;
		const index: Index = new Map();
		for (const record of records.value) {
			for (const key of this.rule.keysOf(record)) {
				const known = index.get(key);
				if (known) known.push(record);
				else index.set(key, [record]);
			}
		}
		return succeeded(index);
	}
}
