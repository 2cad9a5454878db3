// Everything the Kwik node can work on.
import type { Resource } from '../../shared/contract/operation';
import { customer } from './customer';
import { customerPortal } from './customerPortal';

export const resources: Resource[] = [customer, customerPortal];
