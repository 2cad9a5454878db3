// When links were issued, as a rate and as a small picture.

const SIGNS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const SPAN_MS = 2000;

export class LinkTimes {
	/** @param times milliseconds since 1970, in ascending order */
	constructor(private readonly times: number[]) {}

	/** Links per second from the first to the last one, pauses included. */
	get perSecond(): number {
		const [first = 0, last = 0] = [this.times[0], this.times.at(-1)];
		return ((this.times.length - 1) / (last - first)) * 1000;
	}

	/** One sign for every two seconds, the higher the more; the highest stands for `limit` links a second. */
	picture(limit: number): string {
		const counts: number[] = [];
		for (const time of this.times) {
			const span = Math.floor((time - this.times[0]!) / SPAN_MS);
			counts[span] = (counts[span] ?? 0) + 1;
		}
		const signs = Array.from(counts, (count) => {
			const share = (count ?? 0) / ((limit * SPAN_MS) / 1000);
			return SIGNS[Math.min(SIGNS.length - 1, Math.ceil(share * (SIGNS.length - 1) - 0.5))];
		});
		return signs.join('');
	}
}
