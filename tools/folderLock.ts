// One installer at a time: a lock file beside the folder, kept fresh while its owner lives.
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const REFRESH_MS = 5_000;
const STALE_MS = 60_000;

const isAlive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** The holder's process id, or nothing where the lock belongs to nobody any more. */
async function holder(path: string): Promise<string | undefined> {
	try {
		const [{ mtimeMs }, text] = await Promise.all([stat(path), readFile(path, 'utf8')]);
		if (Date.now() - mtimeMs > STALE_MS) return undefined;
		const [pid, host] = text.split(' ');
		// An empty file is a lock being written this moment; a foreign host's process cannot be asked.
		if (!pid || host !== hostname() || isAlive(Number(pid))) return pid || 'unknown';
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	return undefined;
}

/**
 * Runs `work` while holding the lock file `path`; waits while another live process holds it, takes over the lock
 * of a dead one.
 * @param onWait called once with the holder's process id when there is somebody to wait for
 */
export async function withLock<Result>(
	path: string,
	work: () => Promise<Result>,
	onWait: (pid: string) => void,
): Promise<Result> {
	const mine = `${process.pid} ${hostname()}`;
	for (let waited = false; ;) {
		try {
			await writeFile(path, mine, { flag: 'wx' });
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const pid = await holder(path);
		if (pid === undefined) {
			// Renaming first: of two that find the lock stale only one gets it out of the way.
			const aside = `${path}.${process.pid}`;
			await rename(path, aside).catch(() => undefined);
			await rm(aside, { force: true });
			continue;
		}
		if (!waited) onWait(pid);
		waited = true;
		await pause(500);
	}
	const refreshing = setInterval(() => {
		void utimes(path, new Date(), new Date()).catch(() => undefined);
	}, REFRESH_MS);
	try {
		return await work();
	} finally {
		clearInterval(refreshing);
		await rm(path, { force: true });
	}
}
