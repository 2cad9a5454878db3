// What can be switched on the MakePay sandbox where its document leaves a question open.

export interface MakePaySwitches {
	/** "The server may ignore" the list parameters `limit` and `status` (makepay.md 3.3). */
	listParameters: 'applied' | 'ignored';
	/** How links spell their dates: "some serializers write `createdAt`, also beside the others" (3.3). */
	linkDates: 'snake' | 'camel' | 'both';
	/** Whether a create body without `payload` is taken with a key too, as by the vendor's mock (3.3). */
	flatBody: 'refused' | 'taken';
	/** Whether create needs `status` and `sendPaymentRequestEmail`: defaults are not proven (3.3). */
	createNeedsStatus: boolean;
	/** Name of the list in the answer to `GET webhook-requests`: the SDK knows two (3.7). */
	webhookRequestsKey: 'webhookRequests' | 'requests';
	/** What a second payment link of an invoice is (3.8, unknown). */
	invoiceLinkAgain: 'new' | 'same';
	/** Anonymous links need settlement routes (3.3, trap); off, the trap makes a link without them. */
	anonymousNeedsSettlement: boolean;
	/** Whether `metadata` of an upsert replaces or joins what is stored (3.1, unknown). */
	metadataOnUpsert: 'replace' | 'merge';
	/** Status of a reused idempotency key (section 6, unknown). */
	keyReuseStatus: number;
}

export const MAKE_PAY_SWITCHES: MakePaySwitches = {
	listParameters: 'applied',
	linkDates: 'snake',
	flatBody: 'refused',
	createNeedsStatus: false,
	webhookRequestsKey: 'webhookRequests',
	invoiceLinkAgain: 'new',
	anonymousNeedsSettlement: true,
	metadataOnUpsert: 'replace',
	keyReuseStatus: 409,
};
