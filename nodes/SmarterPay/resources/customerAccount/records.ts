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
