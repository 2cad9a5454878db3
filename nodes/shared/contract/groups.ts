// Things that belong together. Pure functions.

/** Puts a thing to those of its group, behind them. */
export function addTo<Key, Thing>(groups: Map<Key, Thing[]>, key: Key, thing: Thing): void {
	const group = groups.get(key);
	if (group) group.push(thing);
	else groups.set(key, [thing]);
}

/** Things by what they have in common, in their order. */
export function groupedBy<Key, Thing>(
	things: Thing[],
	keyOf: (thing: Thing) => Key,
): Map<Key, Thing[]> {
	const groups = new Map<Key, Thing[]>();
	for (const thing of things) addTo(groups, keyOf(thing), thing);
	return groups;
}
