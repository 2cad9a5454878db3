// The ecommerce pages links are made for (smarterpay.md 2.1 Note 1 and 2, page kinds, expiry; 3.2).

/** The four ids of Note 1. */
export const LINKED_RECORDS = [
	'customer_account',
	'bank_account',
	'mandate',
	'recurrence_schedule',
] as const;

export type LinkedRecord = (typeof LINKED_RECORDS)[number];

export interface EcommercePage {
	id: string;
	name: string;
	/** The id a link for this page must name (Note 1); null for none. */
	expects: LinkedRecord | null;
	/** False for "one link for multiple customers": no link can be made for such a page. */
	personalized: boolean;
	/** `never`, or the lifetime set in the portal. */
	expiry: 'never' | '7 days' | '3 days' | '1 day';
	/** Pence as text, or null when the link must bring it. */
	amount: string | null;
	description: string | null;
	/** Overrides this page does not take (Note 2). */
	closedOverrides: string[];
	accountValidation: boolean;
	singleUse: boolean;
}

const page = (id: string, name: string, rest: Partial<EcommercePage>): EcommercePage => ({
	id,
	name,
	expects: null,
	personalized: true,
	expiry: 'never',
	amount: '2750',
	description: 'Payment Plan',
	closedOverrides: [],
	accountValidation: false,
	singleUse: false,
	...rest,
});

/** The seeded pages by what they show; the first three ids are those of the document's samples. */
export const PAGES = {
	customerAccount: page('EP02AB12CD34EF56GH78', 'Card - One-off - Customer', {
		expects: 'customer_account',
	}),
	open: page('EP02KO5D0G80XMPERW4V', 'Card - Payment Plan', {}),
	mandate: page('EP02KMD1LRPM0KJYEQG4', 'DD - Mandate - Generic', {
		expects: 'mandate',
		amount: null,
		description: 'Ongoing DD Payments',
	}),
	bankAccount: page('EP02BANKACCOUNT00001', 'DD - Existing Bank Account', {
		expects: 'bank_account',
		accountValidation: true,
	}),
	recurrenceSchedule: page('EP02SCHEDULE00000001', 'DD - Existing Schedule', {
		expects: 'recurrence_schedule',
	}),
	oneDay: page('EP02ONEDAY0000000001', 'Card - Expires After One Day', { expiry: '1 day' }),
	sevenDays: page('EP02SEVENDAYS0000001', 'Card - Expires After Seven Days', { expiry: '7 days' }),
	fixed: page('EP02FIXED00000000001', 'Card - Fixed Amount', {
		closedOverrides: ['amount', 'description'],
		singleUse: true,
	}),
	generic: page('EP02GENERIC000000001', 'Card - One Link For All', { personalized: false }),
} as const satisfies Record<string, EcommercePage>;

/** Lifetime of a page's links in milliseconds; null for links that never expire. */
export function lifetimeOf({ expiry }: EcommercePage): number | null {
	return expiry === 'never' ? null : Number.parseInt(expiry, 10) * 86_400_000;
}
