// The ways in which a provider may count requests per second; none of the three says which is its own.

/** Decides about one request after another, by the time it comes in, in milliseconds. */
export type Limit = (now: number) => boolean;

/** So many in each second by the clock. */
function fixedWindow(perSecond: number): Limit {
	let second = -1;
	let count = 0;
	return (now) => {
		const current = Math.floor(now / 1000);
		if (current !== second) [second, count] = [current, 0];
		return ++count <= perSecond;
	};
}

/** Never more in any 1,000 ms; what is refused does not count. */
function slidingWindow(perSecond: number): Limit {
	const taken: number[] = [];
	return (now) => {
		while (taken.length > 0 && taken[0]! <= now - 1000) taken.shift();
		if (taken.length >= perSecond) return false;
		taken.push(now);
		return true;
	};
}

/** A bucket that holds as many as a second allows, and fills up evenly. */
function tokenBucket(perSecond: number): Limit {
	let tokens = perSecond;
	let at = 0;
	return (now) => {
		tokens = Math.min(perSecond, tokens + ((now - at) * perSecond) / 1000);
		at = now;
		if (tokens < 1) return false;
		tokens--;
		return true;
	};
}

export const LIMITS = {
	'sliding window': slidingWindow,
	'fixed window': fixedWindow,
	'token bucket': tokenBucket,
} satisfies Record<string, (perSecond: number) => Limit>;
