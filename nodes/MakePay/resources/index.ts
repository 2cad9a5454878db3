// Everything the MakePay node can work on.
import type { Resource } from '../../shared/contract/operation';
import { bookkeepingInvoice } from './bookkeepingInvoice';
import { customer } from './customer';
import { customerPortal } from './customerPortal';
import { paymentLink } from './paymentLink';
import { subscription } from './subscription';
import { webhookRequest } from './webhookRequest';

export const resources: Resource[] = [
	customer,
	customerPortal,
	paymentLink,
	bookkeepingInvoice,
	subscription,
	webhookRequest,
];
