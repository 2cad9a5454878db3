// Puts a stand-in together and starts it: what all have in common, then its own routes.
import { addControlRoutes } from './control';
import { addPipeline } from './pipeline';
import type { AnyProvider } from './provider';

/**
 * Starts a stand-in on 127.0.0.1.
 * @param port 0 takes a free one
 * @param addRoutes adds what is the provider's own: endpoints and pages
 * @throws when the port is taken
 */
export async function serve<Sandbox extends AnyProvider>(
	provider: Sandbox,
	port: number,
	addRoutes: (provider: Sandbox) => void,
): Promise<Sandbox> {
	addPipeline(provider);
	addControlRoutes(provider);
	addRoutes(provider);
	await provider.listen(port);
	return provider;
}
