// MakePay's refusals: `{ error, errorCode? }` (makepay.md 4).
import { Refusal } from '../shared/refusal';

/** A refusal with a text and, for some, a code. */
export function refusal(status: number, error: string, errorCode?: string): Refusal {
	return new Refusal(status, { error, ...(errorCode !== undefined && { errorCode }) });
}
