// Medians and spread of a handful of runs.

/** The middle value, of an even number the mean of the two middle ones; NaN of none. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? sorted[middle]!
		: ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Milliseconds for people: `0.37 s`, `12.4 s`. */
export function seconds(milliseconds: number): string {
	const value = milliseconds / 1000;
	return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** Median and spread: `1.42 s (1.38–1.50)`; of one value the value alone. */
export function spread(milliseconds: number[]): string {
	if (milliseconds.length < 2) return seconds(median(milliseconds));
	const [least, most] = [Math.min(...milliseconds), Math.max(...milliseconds)];
	return `${seconds(median(milliseconds))} (${seconds(least).slice(0, -2)}–${seconds(most).slice(0, -2)})`;
}

/** How many times as much: `7.3×`. */
export function times(ratio: number): string {
	if (!Number.isFinite(ratio)) return '–';
	return `${ratio >= 100 ? Math.round(ratio) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}×`;
}
