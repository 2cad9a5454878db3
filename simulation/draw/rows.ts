// Rows: mostly sound, some equal, some that contradict each other, some with values that nobody expects.
import type { IDataObject } from 'n8n-workflow';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import type { OperationName } from '../operations';
import type { Random } from '../random';

/** What the rows of a scenario have in common. */
export class RowSource {
	private tags = 0;
	private readonly drawn = new Map<OperationName, IDataObject[]>();

	/** @param stored how many records there are of each kind */
	constructor(
		private readonly random: Random,
		private readonly stored: number,
		/** The share of rows that are equal to an earlier one, or contradict it. */
		private readonly alike: number,
		private readonly odd: number,
	) {}

	rows(operation: OperationName, count: number): IDataObject[] {
		return this.random.list(count, () => this.row(operation));
	}

	row(operation: OperationName): IDataObject {
		const { random } = this;
		const before = this.drawn.get(operation) ?? [];
		this.drawn.set(operation, before);
		const tag = `t${++this.tags}`;
		const fresh = this.fresh(operation, tag);
		let row = fresh;
		if (before.length > 0 && random.chance(this.alike)) {
			const other = random.pick(before);
			// Equal in all, or in what a record goes by and in nothing else.
			row = random.chance(0.4) ? { ...other } : { ...fresh, ...goesBy(operation, other, random) };
		}
		if (random.chance(this.odd)) row = withOddValue(operation, row, random);
		before.push(row);
		return row;
	}

	private fresh(operation: OperationName, tag: string): IDataObject {
		const { random } = this;
		const email = `${tag}@example.com`;
		const stored = (kind: string) => `@${kind}:${random.int(0, Math.max(0, this.stored - 1))}`;
		switch (operation) {
			case 'kwikCreate':
			case 'kwikUpsert':
				return {
					reference: random.chance(0.5) ? `INV-${random.int(1, 6)}` : `REF-${tag}`,
					personName: random.pick(['Alice', 'Bob', 'Carol']),
					personSurname: tag,
					email,
					billingAddressLine1: `${tag} Street`,
				};
			case 'kwikUpdate':
				return { customerId: stored('customer'), personSurname: tag, email };
			case 'kwikArchive':
			case 'kwikGet':
			case 'makePayPortal':
				return { customerId: stored('customer') };
			case 'kwikPortal':
				return { customerId: stored('customer'), pageTitle: tag };
			case 'smarterPayCreate':
				return {
					ecommercePage: SMARTER_PAY_PAGES.open.id,
					customerAccountId: stored('account'),
					amount: String(random.int(100, 9999)),
					metadata: tag,
				};
			case 'smarterPayUpdate':
				return { paymentLinkId: stored('link'), metadata: tag };
			case 'smarterPayExpire':
				return { paymentLinkId: stored('link') };
			case 'smarterPayCreateAccount':
				return {
					email,
					firstName: 'Sam',
					lastName: tag,
					addressLine1: '74 Example Street',
					city: 'Exampleton',
					postalCode: 'EX1 1EX',
				};
			case 'smarterPayUpdateAccount':
				return { customerAccountId: stored('account'), lastName: tag };
			case 'makePayCreate':
				return { title: `Order ${tag}`, amount: '12.50', orderId: tag, customerEmail: email };
			case 'makePayUpdate':
				return {
					paymentLinkId: stored('link'),
					invoicePdfUrl: `https://example.com/${tag}`,
					extendExpirationTime: random.pick(['1h', '24h']),
				};
			case 'makePayEmail':
				return { paymentLinkId: stored('link'), email };
			case 'makePayUpsert':
				return this.makePayCustomer(tag);
			default:
				return { limit: random.int(1, 8) };
		}
	}

	private makePayCustomer(tag: string): IDataObject {
		const { random } = this;
		if (random.chance(0.2)) return { name: tag, ...(random.chance(0.5) ? { clientId: tag } : {}) };
		const address = `buyer${random.int(1, 4)}@example.com`;
		return {
			email: random.chance(0.4) ? address.toUpperCase() : address,
			name: tag,
			...(random.chance(0.3) ? { clientId: `client-${tag}` } : {}),
		};
	}
}

/** What a record goes by, taken from another row. */
function goesBy(operation: OperationName, other: IDataObject, random: Random): IDataObject {
	switch (operation) {
		case 'kwikCreate':
		case 'kwikUpsert':
			return {
				reference: other.reference,
				...(random.chance(0.3) ? { email: other.email } : {}),
			};
		case 'makePayUpsert':
			return other.email === undefined ? {} : { email: other.email };
		case 'smarterPayCreate':
			return { customerAccountId: other.customerAccountId, amount: other.amount };
		case 'makePayCreate':
			return { customerEmail: other.customerEmail };
		default: {
			const locator = Object.keys(other).find((name) => name.endsWith('Id'));
			return locator === undefined ? {} : { [locator]: other[locator] };
		}
	}
}

const ODD_VALUES: unknown[] = [
	'',
	'   ',
	null,
	'x'.repeat(300),
	'half \ud800 a character',
	{ an: 'object' },
	['a', 'list'],
	0,
	-1,
	true,
	'.',
	'..',
	'nobody',
	'a@b',
	'<b>"&\'</b>',
	'null',
	'9'.repeat(30),
];

/** The row with one value that nobody expects, never in what tells rows apart. */
function withOddValue(operation: OperationName, row: IDataObject, random: Random): IDataObject {
	if (random.chance(0.3)) return { ...row, fails: true };
	const telling = /^(personSurname|metadata|lastName|orderId|name|pageTitle|invoicePdfUrl)$/;
	const names = Object.keys(row).filter(
		(name) => !telling.test(name) && !(operation === 'makePayEmail' && name === 'email'),
	);
	return { ...row, [random.pick(names)]: random.pick(ODD_VALUES) as string };
}
