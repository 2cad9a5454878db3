// The ecommerce pages links are made for (smarterpay.md 2.1 and 3.2): what they expect, allow, and how long links live.

/** The four ids of Note 1. */
export const LINKED_RECORDS = [
	'customer_account',
	'bank_account',
	'mandate',
	'recurrence_schedule',
] as const;

export type LinkedRecord = (typeof LINKED_RECORDS)[number];

type Unit = 'minute' | 'hour' | 'day';

/** `never`, or number and unit: `7 days`. */
export type Lifetime = 'never' | `${number} ${Unit}` | `${number} ${Unit}s`;

export interface EcommercePage {
	id: string;
	name: string;
	/** The id a link for this page must name (Note 1); null for none. */
	expects: LinkedRecord | null;
	/** False for "one link for multiple customers": no link can be made for such a page. */
	personalized: boolean;
	/** Lifetime of its links. The settings name never, 7, 3 and 1 days; a sample shows half an hour (2.4). */
	expiry: Lifetime;
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
	halfHour: page('EP02HALFHOUR00000001', 'Card - Expires After Half an Hour', {
		expiry: '30 minutes',
	}),
	oneDay: page('EP02ONEDAY0000000001', 'Card - Expires After One Day', { expiry: '1 day' }),
	sevenDays: page('EP02SEVENDAYS0000001', 'Card - Expires After Seven Days', { expiry: '7 days' }),
	fixed: page('EP02FIXED00000000001', 'Card - Fixed Amount', {
		closedOverrides: ['amount', 'description'],
		singleUse: true,
	}),
	generic: page('EP02GENERIC000000001', 'Card - One Link For All', { personalized: false }),
} as const satisfies Record<string, EcommercePage>;

/** The seeded pages for people, a line for each: ID, name, and what a link for it must name. */
export const pagesInWords = (indent: string) =>
	Object.values<EcommercePage>(PAGES)
		.map(({ id, name, expects }) => {
			const needs = expects ? `, for a ${expects.replace('_', ' ')}` : '';
			return `${indent}${id}  ${name}${needs}`;
		})
		.join('\n');

const MILLISECONDS: Record<Unit, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Lifetime of a page's links in milliseconds; null for links that never expire. */
export function lifetimeOf({ expiry }: Pick<EcommercePage, 'expiry'>): number | null {
	if (expiry === 'never') return null;
	const [count, unit] = expiry.split(' ') as [string, string];
	return Number(count) * MILLISECONDS[unit.replace(/s$/, '') as Unit];
}
