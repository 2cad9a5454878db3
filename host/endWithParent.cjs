// Preloaded into n8n: ends it when the process that started it is gone, even if that one was killed outright.
// The parent holds the other end of stdin and never writes to it.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
	process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.resume();
	process.stdin.unref();
}
