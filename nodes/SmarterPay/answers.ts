// Whose answer it is. smarterpay.md D27.
import type { IDataObject } from 'n8n-workflow';
import { goesBy } from '../shared/contract/json';
import { idIn, type ProviderRequest } from '../shared/contract/request';

/** Whether a record is the one whose id ends the path. Legacy ids may stand in another field than `id`. */
export function goesByPath(record: IDataObject, { path }: ProviderRequest): boolean {
	return goesBy(record, idIn(path));
}
