// Runs a server and ends it when the process that started this one is gone, even if that one was killed outright.
// The parent holds the other end of stdin and never writes to it. Argument: JSON of what `spawn` takes.
const { spawn } = require('node:child_process');

const { command, args, options } = JSON.parse(process.argv[2]);
const server = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
// PostgreSQL ends at once on SIGINT; on SIGTERM it waits for its clients to go. Redis makes no difference.
const end = () => server.kill('SIGINT');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
process.stdin.once('close', end);
process.stdin.resume();
server.once('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.once('exit', (code) => process.exit(code ?? 1));
