// Everything the MakePay node can work on.
import type { Resource } from '../../shared/contract/operation';
import { customer } from './customer';
import { customerPortal } from './customerPortal';
import { paymentLink } from './paymentLink';
import { subscription } from './subscription';

export const resources: Resource[] = [customer, customerPortal, paymentLink, subscription];
