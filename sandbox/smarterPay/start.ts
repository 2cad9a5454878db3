// The SmarterPay stand-in with all its routes, in this process or on a port.
import { assemble, serve } from '../shared/serve';
import { addCustomerRoutes } from './customerRoutes';
import { addLinkRoutes } from './linkRoutes';
import { addPageRoutes } from './pageRoutes';
import { SmarterPaySandbox } from './smarterPay';

/** The stand-in, which listens nowhere yet. */
export function assembleSmarterPay(): SmarterPaySandbox {
	return assemble(new SmarterPaySandbox(), (smarterPay) => {
		addLinkRoutes(smarterPay);
		addCustomerRoutes(smarterPay);
		addPageRoutes(smarterPay);
	});
}

/** Starts the stand-in on 127.0.0.1 (port 0: a free one). @throws when the port is taken. */
export async function startSmarterPay(port: number): Promise<SmarterPaySandbox> {
	return await serve(assembleSmarterPay(), port);
}
