// Peak resident memory of another process (Linux): the kernel's own high-water mark, reset for each run.
import { readFile, writeFile } from 'node:fs/promises';

/** Megabytes; undefined where the system does not tell. */
export interface MemoryUse {
	/** The most that was resident during the run. */
	peakMb: number | undefined;
	/** How much more that is than at its start. */
	growthMb: number | undefined;
}

const POLL_MS = 10;

/** A figure of a process in megabytes; undefined where the system does not tell. */
export async function memoryOf(
	pid: number,
	field: 'VmRSS' | 'VmHWM' = 'VmRSS',
): Promise<number | undefined> {
	try {
		const status = await readFile(`/proc/${pid}/status`, 'utf8');
		const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
		return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
	} catch {
		return undefined;
	}
}

/** Begins to watch a process. @returns a function that ends it and says what was seen */
export async function watchMemory(pid: number): Promise<() => Promise<MemoryUse>> {
	const start = await memoryOf(pid, 'VmRSS');
	const reset = await writeFile(`/proc/${pid}/clear_refs`, '5').then(
		() => true,
		() => false,
	);
	let most = start;
	// Only where the mark cannot be reset: reading it that often costs a little time itself.
	const poll = reset
		? undefined
		: setInterval(() => {
				void memoryOf(pid, 'VmRSS').then((now) => {
					if (now !== undefined && !(most !== undefined && most >= now)) most = now;
				});
			}, POLL_MS);
	return async () => {
		clearInterval(poll);
		const peakMb = reset ? await memoryOf(pid, 'VmHWM') : most;
		const growthMb = peakMb === undefined || start === undefined ? undefined : peakMb - start;
		return { peakMb, growthMb };
	};
}
