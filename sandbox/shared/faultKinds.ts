// The kinds of faults, told apart by what meets the request and whether it had its effect.

/** Every kind, with what it does to the request it strikes. */
export const FAULT_KINDS = [
	'rate-limited', // 429, no effect
	'unavailable-html', // 503 with HTML, no effect
	'error-json', // 500 with the provider's JSON, no effect
	'refused-ok', // 200 with the provider's refusal, no effect
	'html-ok', // 200 with HTML, no effect
	'redirect', // 302, no effect; a client that follows is recorded in `redirectsFollowed`
	'reset-before', // connection reset, no effect
	'hang', // no answer until the client gives up; with or without the effect
	'cut-json', // effect, then the answer cut in the middle
	'reset-after', // effect, then connection reset
	'unavailable-after', // effect, then 503
	'slow', // effect and a good answer, only later (needs latencyMs)
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];
