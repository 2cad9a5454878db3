// Preloaded into n8n: collects garbage on SIGUSR2, so that no contender pays for what another one left behind.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
	const { setFlagsFromString } = require('node:v8');
	setFlagsFromString('--expose-gc');
	const collect = require('node:vm').runInNewContext('gc');
	setFlagsFromString('--no-expose-gc');
	process.on('SIGUSR2', () => {
		collect();
		collect();
	});
}
