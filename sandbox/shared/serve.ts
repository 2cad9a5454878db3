// Puts a stand-in together and starts it: what all have in common, then its own routes.
import { addControlRoutes } from './control';
import { addPipeline } from './pipeline';
import type { AnyProvider } from './provider';

/**
 * Puts a stand-in together. It listens nowhere yet: whoever holds it can ask it in its own process (`app.inject`).
 * @param addRoutes adds what is the provider's own: endpoints and pages
 */
export function assemble<Sandbox extends AnyProvider>(
	provider: Sandbox,
	addRoutes: (provider: Sandbox) => void,
): Sandbox {
	addPipeline(provider);
	addControlRoutes(provider);
	addRoutes(provider);
	return provider;
}

/**
 * Starts an assembled stand-in on 127.0.0.1.
 * @param port 0 takes a free one
 * @throws when the port is taken
 */
export async function serve<Sandbox extends AnyProvider>(
	provider: Sandbox,
	port: number,
): Promise<Sandbox> {
	await provider.listen(port);
	return provider;
}
