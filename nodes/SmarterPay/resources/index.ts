// Everything the SmarterPay node can work on.
import type { Resource } from '../../shared/contract/operation';
import { customerAccount } from './customerAccount';
import { paymentLink } from './paymentLink';

export const resources: Resource[] = [customerAccount, paymentLink];
