// Starts the MakePay stand-in with all its routes.
import { serve } from '../shared/serve';
import { addCustomerRoutes } from './customerRoutes';
import { addLinkRoutes } from './linkRoutes';
import { MakePaySandbox } from './makePay';
import { addPaymentPage } from './paymentPage';
import { addPortalPage } from './portal';
import { addWebhookControl } from './webhookControl';

/** Starts the stand-in on 127.0.0.1 (port 0: a free one). @throws when the port is taken. */
export async function startMakePay(port: number): Promise<MakePaySandbox> {
	return await serve(new MakePaySandbox(), port, (makePay) => {
		addCustomerRoutes(makePay);
		addLinkRoutes(makePay);
		addPortalPage(makePay);
		addPaymentPage(makePay);
		addWebhookControl(makePay);
	});
}
