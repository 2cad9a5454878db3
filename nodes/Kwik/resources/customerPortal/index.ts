// Links to the Kwik customer portal.
import type { Resource } from '../../../shared/contract/operation';
import { createLink } from './createLink';

export const customerPortal: Resource = {
	name: 'Customer Portal',
	value: 'customerPortal',
	operations: [createLink],
	defaultOperation: createLink,
};
