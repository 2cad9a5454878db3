// The MakePay stand-in with all its routes, in this process or on a port.
import { assemble, serve } from '../shared/serve';
import { addBookkeepingRoutes } from './bookkeepingRoutes';
import { addCustomerRoutes } from './customerRoutes';
import { addLinkRoutes } from './linkRoutes';
import { MakePaySandbox } from './makePay';
import { addPaymentPage } from './paymentPage';
import { addPortalPage } from './portal';
import { addWebhookControl, addWebhookRequestRoutes } from './webhookControl';

/** The stand-in, which listens nowhere yet. */
export function assembleMakePay(): MakePaySandbox {
	return assemble(new MakePaySandbox(), (makePay) => {
		addCustomerRoutes(makePay);
		addLinkRoutes(makePay);
		addBookkeepingRoutes(makePay);
		addPortalPage(makePay);
		addPaymentPage(makePay);
		addWebhookRequestRoutes(makePay);
		addWebhookControl(makePay);
	});
}

/** Starts the stand-in on 127.0.0.1 (port 0: a free one). @throws when the port is taken. */
export async function startMakePay(port: number): Promise<MakePaySandbox> {
	return await serve(assembleMakePay(), port);
}
