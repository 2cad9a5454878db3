/** See loopback.cjs. */
export function bypassProxies(env?: NodeJS.ProcessEnv): void;
export function withoutProxies(env?: NodeJS.ProcessEnv): void;
