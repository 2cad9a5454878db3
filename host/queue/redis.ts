// A private Redis: the one that is there, else that of Debian's package redis-tools, which has the program and no service.
import { symlink, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { canInstallDebianPackages, findProgram, installDebianPackages } from '../../tools/debian';
import { freePort } from '../../tools/ports';
import { Unavailable } from '../../tools/steps';
import { startService, type Service } from './service';

/** In Debian one program under two names: `redis-server`, in a package with the service, is a link to this one. */
const DEBIAN_PROGRAM = 'redis-check-rdb';

/**
 * Gives the path of a Redis server, installing Debian's package first where there is none and this is root. No service
 * of the system is started or enabled.
 * @throws Unavailable where it can neither be found nor installed
 */
export async function ensureRedis(): Promise<string> {
	const find = async () =>
		(await findProgram('redis-server')) ?? (await findProgram(DEBIAN_PROGRAM));
	const there = await find();
	if (there) return there;
	if (await canInstallDebianPackages()) await installDebianPackages(['redis-tools']);
	const installed = await find();
	if (installed) return installed;
	throw new Unavailable(
		'The queue mode of n8n needs Redis: install redis-server (Debian, as root: the package redis-tools is enough).',
	);
}

/** A running Redis. */
export interface Redis extends Service {
	port: number;
	password: string;
}

/** Starts a Redis that keeps nothing, in a folder of its own that is there. */
export async function startRedis(folder: string): Promise<Redis> {
	const [program, port] = [await ensureRedis(), await freePort()];
	const password = randomBytes(24).toString('hex');
	// By its name the program knows what it is to be.
	const command = join(folder, 'redis-server');
	await symlink(program, command);
	const settings = {
		bind: '127.0.0.1',
		port,
		requirepass: password,
		save: '""',
		appendonly: 'no',
		dir: folder,
	};
	const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
	await writeFile(join(folder, 'redis.conf'), lines.join(''), { mode: 0o600 });
	const service = await startService({
		name: 'redis',
		command,
		args: [join(folder, 'redis.conf')],
		folder,
		ready: /Ready to accept connections/,
	});
	return { ...service, port, password };
}
