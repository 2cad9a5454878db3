// What can be switched on the SmarterPay sandbox where its document leaves a question open.

export interface SmarterPaySwitches {
	/** The form of error bodies is not documented (section 4): JSON, or the HTML of a WCF host. */
	errorForm: 'json' | 'wcf-html';
	/** Status of a reused idempotency key; the documents are silent (section 6). */
	keyReuseStatus: number;
	/** Whether an expired link still shows `active` in the answer to the update, as the documented sample does (D6). */
	expireAnswer: 'expired' | 'active';
	/** Whether ids of customers, bank accounts, mandates and schedules must exist. */
	checkLinkedRecords: boolean;
	/** The account setting "core reference" (rules of `auddis`, 2.1). */
	coreReference: boolean;
}

export const SMARTER_PAY_SWITCHES: SmarterPaySwitches = {
	errorForm: 'json',
	keyReuseStatus: 422,
	expireAnswer: 'expired',
	checkLinkedRecords: true,
	coreReference: false,
};
