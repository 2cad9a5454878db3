// The settings under which this repository runs n8n: quiet, alone, and nothing of the user's own n8n in them.
import { delimiter, dirname } from 'node:path';
import { cleanEnvironment } from '../tools/commands';

/** Quiet and alone: nothing reported, nothing fetched, nobody but this machine served. */
const SETTINGS = {
	DB_TYPE: 'sqlite',
	EXECUTIONS_DATA_PRUNE: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'instance-ai,mcp-registry,quick-connect',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_HOST: '127.0.0.1',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_OUTPUT: 'console',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RUNNERS_MODE: 'internal',
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	NODE_ENV: 'production',
};

/** Names of n8n's own settings. */
const OWN = /^(N8N|DB|EXECUTIONS|QUEUE|OFFLOAD|WEBHOOK|GENERIC_TIMEZONE|NODES)(_|$)/;

/**
 * The environment of an n8n that `node` runs: n8n's settings of the user's own shell must not leak into ours; a proxy
 * must not see loopback calls. `own` wins over all of it.
 */
export function environment(node: string, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const inherited = Object.entries(cleanEnvironment()).filter(([name]) => !OWN.test(name));
	const noProxy = ['127.0.0.1', 'localhost', process.env.NO_PROXY ?? process.env.no_proxy];
	const direct = noProxy.filter(Boolean).join(',');
	return {
		...Object.fromEntries(inherited),
		...SETTINGS,
		NO_PROXY: direct,
		no_proxy: direct,
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
		...own,
	};
}
