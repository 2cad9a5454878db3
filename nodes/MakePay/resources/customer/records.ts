// MakePay customers in answers. makepay.md 2.1, 3.1 and 3.2.
import type { IDataObject } from 'n8n-workflow';
import { listIn } from '../../../shared/contract/json';

/** The customers of a list. */
export const customersIn = listIn('customers');

/** The names every node of this package uses for a customer; MakePay knows neither telephone nor status. */
export function simplifiedCustomer(customer: IDataObject): IDataObject {
	return {
		provider: 'makePay',
		id: customer.uid ?? customer.id ?? null,
		reference: customer.clientId ?? null,
		name: customer.name ?? null,
		email: customer.email ?? null,
		phone: null,
		status: null,
		// Some of MakePay's serializers write it the other way (D20).
		createdAt: customer.createdAt ?? customer.created_at ?? null,
		updatedAt: customer.updatedAt ?? customer.updated_at ?? null,
	};
}
