// Customer accounts in answers. smarterpay.md 3.1: the spelling of the wrapper is not documented (D19).
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/contract/json';

/** The account of an answer; undefined when no wrapper with an id is found. */
export function customerAccount(body: IDataObject): IDataObject | undefined {
	const objects = Object.values(body).filter(isObject);
	const only = objects.length === 1 ? objects[0] : undefined;
	const account = [body.Customer_Account, body.customer_account, only].find(isObject);
	return account?.id ? account : undefined;
}

/** The names every node of this package uses for a customer, then two of SmarterPay's own. It has neither phone nor status. */
export function simplifyCustomerAccount(account: IDataObject): IDataObject {
	const name = [account.first_name, account.last_name].filter(Boolean).join(' ');
	return {
		provider: 'smarterPay',
		id: account.id ?? null,
		reference: account.custom_reference ?? null,
		name: name || (account.company_name ?? null),
		email: account.email ?? null,
		phone: null,
		status: null,
		createdAt: account.created_at ?? null,
		firstName: account.first_name ?? null,
		companyName: account.company_name ?? null,
	};
}
