// How near a stored record is to what was sent. Pure functions.
import type { IDataObject } from 'n8n-workflow';
import { asText } from '../contract/json';
import type { ReconcileRule } from '../contract/operation';
import { likeness } from './likeness';

/** It is something else. */
export const OTHER = 0;
/** Something agrees and something does not. */
export const UNCLEAR = 1;
/** It says the same, under a reference that is written in another way. */
export const ALIKE = 2;
/** It says the same, under the very reference. */
export const EXACT = 3;

/** How near a stored record is to a sent one. */
export function nearness(rule: ReconcileRule, stored: IDataObject, sent: IDataObject): number {
	if (!rule.matches(stored, sent)) return OTHER;
	const like = likeness(stored, sent, rule.reference);
	if (like !== 'same') return like === 'unclear' ? UNCLEAR : OTHER;
	return referenceIn(rule, stored) === referenceIn(rule, sent) ? EXACT : ALIKE;
}

/** The owner's reference in a record, as it is written; empty where records have none. */
export function referenceIn({ reference }: ReconcileRule, record: IDataObject): string {
	return reference === undefined ? '' : asText(record[reference]);
}
