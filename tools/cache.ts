// Where this project keeps what every clone on the machine shares.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** This project's folder in the user's cache. */
export const cacheFolder = () =>
	join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-billing-links');
