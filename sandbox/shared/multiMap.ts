// An index: several records under one key, found in constant time.

/** Key → records, in order of arrival. */
export class MultiMap<V> {
	private readonly lists = new Map<string, V[]>();

	/** Files a record; an empty key files it nowhere. */
	add(key: string | null | undefined, value: V): void {
		if (!key) return;
		const list = this.lists.get(key);
		if (list) list.push(value);
		else this.lists.set(key, [value]);
	}

	get(key: string | null | undefined): readonly V[] {
		return (key && this.lists.get(key)) || [];
	}

	clear(): void {
		this.lists.clear();
	}
}
