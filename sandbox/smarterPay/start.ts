// Starts the SmarterPay stand-in with all its routes.
import { serve } from '../shared/serve';
import { addCustomerRoutes } from './customerRoutes';
import { addLinkRoutes } from './linkRoutes';
import { addPageRoutes } from './pageRoutes';
import { SmarterPaySandbox } from './smarterPay';

/** Starts the stand-in on 127.0.0.1 (port 0: a free one). @throws when the port is taken. */
export async function startSmarterPay(port: number): Promise<SmarterPaySandbox> {
	return await serve(new SmarterPaySandbox(), port, (smarterPay) => {
		addLinkRoutes(smarterPay);
		addCustomerRoutes(smarterPay);
		addPageRoutes(smarterPay);
	});
}
