// The Kwik stand-in with all its routes, in this process or on a port.
import { assemble, serve } from '../shared/serve';
import { addCustomerRoutes } from './customerRoutes';
import { KwikSandbox } from './kwik';
import { addPortalRoutes } from './portalRoutes';
import { addReferenceRoutes } from './referenceRoutes';
import type { ApiVersion } from './schemas';

const VERSIONS: ApiVersion[] = ['1.0', '2.0'];

/** The stand-in, which listens nowhere yet. */
export function assembleKwik(): KwikSandbox {
	return assemble(new KwikSandbox(), (kwik) => {
		for (const version of VERSIONS) {
			addCustomerRoutes(kwik, version);
			addReferenceRoutes(kwik, version);
		}
		addPortalRoutes(kwik);
		kwik.app.get('/__sandbox/test-credentials', async () => kwik.testCredentials);
	});
}

/** Starts the stand-in on 127.0.0.1 (port 0: a free one). @throws when the port is taken. */
export async function startKwik(port: number): Promise<KwikSandbox> {
	return await serve(assembleKwik(), port);
}
