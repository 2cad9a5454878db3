// Every case, in the order in which they run.
import type { Case } from '../contender';
import type { Workbench } from '../workbench';
import { badRows, computedCustomers, customers, growth, mappedCustomers } from './customers';
import { farLinks, limitedLinks, unlimitedLinks } from './links';
import { farLists, listMemory, lists } from './lists';

export const CASES: Record<string, (workbench: Workbench) => Case> = {
	a: customers,
	a2: computedCustomers,
	b: limitedLinks,
	c: unlimitedLinks,
	d: lists,
	d2: listMemory,
	e: mappedCustomers,
	f: growth,
	g: badRows,
	h: farLinks,
	i: farLists,
};
