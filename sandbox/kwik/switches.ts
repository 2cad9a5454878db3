// What can be switched on the Kwik sandbox where its document leaves a question open.

export interface KwikSwitches {
	/** HTTP status of failures: as the third-party mock of 4.3, or always 200. */
	failureHttpStatus: 'mock' | 'ok';
	/** Most records of one batch; 0 for no limit. */
	maxBatchSize: number;
	/** What a larger batch meets: the web server's 413, or code 002. */
	overMaxBatchSize: 'http-413' | 'code-002';
	/** Answer `results` of create and update in another order than sent: order is not promised (D18). */
	shuffleResults: boolean;
	/** `error_details` may be absent (4.1): all of them, the first bad record only, or none. */
	errorDetails: 'all' | 'first' | 'none';
	/** Whether an update needs `reference`: its table says yes, the text above it no (2.3, D4). */
	referenceOnUpdate: 'optional' | 'required';
	/** The filters of V2's list are not documented (3.1): they narrow the list down, or nothing comes of them. */
	v2Filters: 'applied' | 'ignored';
	/** Whether the day of `date_start` and `date_end` itself is outside (literal "after"/"before") or inside (D6). */
	dateBounds: 'exclusive' | 'inclusive';
	/** `enum` may be missing in old V1 lookup answers (3.2). */
	lookupEnumsInV1: boolean;
	/** Lifetime of a portal link; the vendor states none (2.1). */
	portalLinkLifetimeMs: number;
}

export const KWIK_SWITCHES: KwikSwitches = {
	failureHttpStatus: 'mock',
	maxBatchSize: 0,
	overMaxBatchSize: 'http-413',
	shuffleResults: false,
	errorDetails: 'all',
	referenceOnUpdate: 'optional',
	v2Filters: 'applied',
	dateBounds: 'exclusive',
	lookupEnumsInV1: true,
	portalLinkLifetimeMs: 30 * 60_000,
};
