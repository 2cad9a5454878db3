// What this repository starts talks to itself on this machine: no proxy of the environment may come in between. Plain
// JavaScript, for the scripts before anything is installed, and for jest.
const LOOPBACK = ['127.0.0.1', 'localhost', '::1', '[::1]'];

/** Keeps requests to this machine from the proxies of an environment; whatever else it says of them stays. */
exports.bypassProxies = (env = process.env) => {
	const given = (env.no_proxy || env.NO_PROXY || '').split(',').map((entry) => entry.trim());
	const hosts = [...new Set([...LOOPBACK, ...given])].filter(Boolean).join(',');
	env.NO_PROXY = hosts;
	env.no_proxy = hosts;
};

/** Takes the proxies out of an environment: what tests look for elsewhere is meant to be nowhere. */
exports.withoutProxies = (env = process.env) => {
	for (const name of Object.keys(env)) if (/^(https?|all)_proxy$/i.test(name)) delete env[name];
};
