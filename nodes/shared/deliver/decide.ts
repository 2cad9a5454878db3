// Lists fetched once per run, from which each item learns what it is to do.
import type { IDataObject } from 'n8n-workflow';
import { succeeded, type Outcome } from '../contract/failure';
import { addTo } from '../contract/groups';
import type { DecideRule, Decision } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import type { Sender } from '../send/repeat';
import { listRecords } from './pages';

type Index = Map<string, IDataObject[]>;

/** The lists that one rule of a run reads. */
class Lists {
	/** By the request that fetches the list. */
	private readonly indexes = new Map<string, Promise<Outcome<Index>>>();

	constructor(
		private readonly sender: Sender,
		readonly rule: DecideRule,
	) {}

	async find(planned: ProviderRequest, key: string): Promise<Outcome<IDataObject[]>> {
		const index = await this.indexFor(planned);
		if (!index.ok) return index;
		const { value } = index;
		return succeeded(value.get(key) ?? value.get(this.rule.fallback ?? key) ?? []);
	}

	/** Makes a record findable, in place of what it was before. */
	async learn(planned: ProviderRequest, record: IDataObject): Promise<void> {
		// A record without an id could not be updated by the next item: the list has it with one.
		if (record.id === undefined) return this.forget(planned);
		const index = await this.indexFor(planned);
		if (!index.ok) return;
		for (const key of this.rule.keysOf(record)) {
			const others = (index.value.get(key) ?? []).filter(({ id }) => id !== record.id);
			index.value.set(key, [record, ...others]);
		}
	}

	/** Forgets the list of an item after which nobody knows what it holds. */
	forget(planned: ProviderRequest): void {
		this.indexes.delete(JSON.stringify(this.requestFor(planned)));
	}

	private async indexFor(planned: ProviderRequest): Promise<Outcome<Index>> {
		const request = this.requestFor(planned);
		const name = JSON.stringify(request);
		let index = this.indexes.get(name);
		if (!index) this.indexes.set(name, (index = this.fetch(request)));
		return await index;
	}

	private requestFor(planned: ProviderRequest): ProviderRequest {
		return this.rule.request(planned, this.sender.connection.apiVersion);
	}

	private async fetch(request: ProviderRequest): Promise<Outcome<Index>> {
		const { records, paging, keysOf } = this.rule;
		const list = await listRecords(
			this.sender,
			request,
			records,
			paging ? { paging } : {},
			undefined,
		);
		if (!list.ok) return list;
		const index: Index = new Map();
		for (const record of list.value) {
			for (const key of keysIn(record, keysOf)) addTo(index, key, record);
		}
		return succeeded(index);
	}
}

/** What a record can be looked for by; nothing where it is so odd that it cannot be read. */
function keysIn(record: IDataObject, keysOf: DecideRule['keysOf']): string[] {
	try {
		return keysOf(record);
	} catch {
		return [];
	}
}

/** What the lists of one run decide. */
export class Decider {
	private readonly lists: Map<string, Lists>;

	/** @param rules by the names under which requests look for something, in the order in which they decide */
	constructor(sender: Sender, rules: Record<string, DecideRule>) {
		this.lists = new Map(
			Object.entries(rules).map(([name, rule]) => [name, new Lists(sender, rule)]),
		);
	}

	/** What a planned request turns into; itself when it needs no list. */
	async decide(planned: ProviderRequest): Promise<Outcome<Decision>> {
		let decision: Decision = { request: planned };
		for (const [name, list] of this.lists) {
			const key = planned.lookFor?.[name];
			if (key === undefined || !('request' in decision)) continue;
			const found = await list.find(decision.request, key);
			if (!found.ok) return found;
			const note: string | undefined = decision.note;
			decision = list.rule.use(decision.request, found.value, key);
			// What a list before had to say is told besides.
			if (note) decision = { ...decision, note: [note, decision.note].filter(Boolean).join(' ') };
		}
		return succeeded(decision);
	}

	/** Makes a record that an item of this run created findable for the items after it. */
	async learn(planned: ProviderRequest, record: IDataObject): Promise<void> {
		for (const [name, list] of this.lists) {
			if (planned.lookFor?.[name] !== undefined && list.rule.oneAfterAnother)
				await list.learn(planned, record);
		}
	}

	/** Forgets the lists of an item after which nobody knows what they hold. */
	forget(planned: ProviderRequest): void {
		for (const [name, list] of this.lists)
			if (planned.lookFor?.[name] !== undefined) list.forget(planned);
	}
}
