// The operations of the nodes as scenarios use them: their parameters, and how rows and records are told apart.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CredentialName, NodeName } from './program';
import type { ProviderName } from './providers';
import type { Route } from './wire/routes';

/**
 * What may be promised for an operation: `reconciled` and `keyed` never twice · `never` sent once, and not again ·
 * `safe` repeating does no harm · `reads`.
 */
export type Guarantee = 'reconciled' | 'keyed' | 'never' | 'safe' | 'reads';

export interface Tested {
	provider: ProviderName;
	resource: string;
	operation: string;
	repeat: Guarantee;
	/** The calls that have its effect. */
	routes: Route[];
	/** The column that tells rows apart. */
	tag: string;
	/** Columns that are fields of the operation itself, and those of its collections. */
	fields: string[];
	collections?: Record<string, string[]>;
	/** The column that names the record, where the operation has a locator. */
	locator?: string;
	/** A field that may change with every try. */
	volatile?: [collection: string, field: string];
	more?: INodeParameters;
	/** Whether rows about the same record must take effect in their order, and by which column they are about it. */
	ordered?: string;
	mapsColumns: boolean;
}

const customer = {
	provider: 'kwik',
	resource: 'customer',
	repeat: 'reconciled',
	tag: 'personSurname',
	fields: ['reference', 'personName', 'personSurname'],
	collections: { additionalFields: ['email', 'billingAddressLine1'] },
	volatile: ['additionalFields', 'billingAddressLine2'],
	more: { customerType: 'person' },
	mapsColumns: true,
} satisfies Partial<Tested>;

const reading = {
	repeat: 'reads',
	routes: [],
	fields: [],
	mapsColumns: false,
} satisfies Partial<Tested>;

const operations = {
	kwikCreate: { ...customer, operation: 'create', routes: ['create'] },
	kwikUpsert: {
		...customer,
		operation: 'upsert',
		routes: ['create', 'update'],
		ordered: 'reference',
	},
	kwikUpdate: {
		provider: 'kwik',
		resource: 'customer',
		operation: 'update',
		repeat: 'safe',
		routes: ['update'],
		tag: 'personSurname',
		fields: [],
		collections: { updateFields: ['personSurname', 'email'] },
		locator: 'customerId',
		more: { fieldsToClear: [] },
		ordered: 'customerId',
		mapsColumns: true,
	},
	kwikArchive: {
		provider: 'kwik',
		resource: 'customer',
		operation: 'archive',
		repeat: 'safe',
		routes: ['update'],
		tag: 'customerId',
		fields: [],
		locator: 'customerId',
		more: { archivedStatus: '' },
		mapsColumns: false,
	},
	kwikGet: {
		...reading,
		provider: 'kwik',
		resource: 'customer',
		operation: 'get',
		tag: 'customerId',
		locator: 'customerId',
	},
	kwikGetAll: {
		...reading,
		provider: 'kwik',
		resource: 'customer',
		operation: 'getAll',
		tag: 'limit',
		fields: ['limit'],
		more: { returnAll: false, filters: {} },
	},
	kwikPortal: {
		provider: 'kwik',
		resource: 'customerPortal',
		operation: 'createLink',
		repeat: 'safe',
		routes: ['portal'],
		tag: 'pageTitle',
		fields: [],
		collections: { settings: ['pageTitle'] },
		locator: 'customerId',
		mapsColumns: false,
	},
	smarterPayCreate: {
		provider: 'smarterPay',
		resource: 'paymentLink',
		operation: 'create',
		repeat: 'keyed',
		routes: ['create'],
		tag: 'metadata',
		fields: ['ecommercePage'],
		collections: {
			linkedRecords: ['customerAccount'],
			additionalFields: ['amount', 'metadata'],
		},
		volatile: ['additionalFields', 'description'],
		mapsColumns: true,
	},
	smarterPayUpdate: {
		provider: 'smarterPay',
		resource: 'paymentLink',
		operation: 'update',
		repeat: 'keyed',
		routes: ['update'],
		tag: 'metadata',
		fields: [],
		collections: { updateFields: ['metadata'] },
		locator: 'paymentLinkId',
		ordered: 'paymentLinkId',
		mapsColumns: true,
	},
	smarterPayExpire: {
		provider: 'smarterPay',
		resource: 'paymentLink',
		operation: 'expire',
		repeat: 'keyed',
		routes: ['update'],
		tag: 'paymentLinkId',
		fields: [],
		locator: 'paymentLinkId',
		mapsColumns: false,
	},
	smarterPayGetAll: {
		...reading,
		provider: 'smarterPay',
		resource: 'paymentLink',
		operation: 'getAll',
		tag: 'limit',
		fields: ['limit'],
		more: { returnAll: false, filters: {}, sort: {} },
	},
	smarterPayCreateAccount: {
		provider: 'smarterPay',
		resource: 'customerAccount',
		operation: 'create',
		repeat: 'keyed',
		routes: ['createAccount'],
		tag: 'lastName',
		fields: ['email', 'firstName', 'lastName', 'addressLine1', 'city', 'postalCode'],
		volatile: ['additionalFields', 'metadata'],
		mapsColumns: true,
	},
	smarterPayUpdateAccount: {
		provider: 'smarterPay',
		resource: 'customerAccount',
		operation: 'update',
		repeat: 'keyed',
		routes: ['updateAccount'],
		tag: 'lastName',
		fields: [],
		collections: { updateFields: ['lastName'] },
		locator: 'customerAccountId',
		ordered: 'customerAccountId',
		mapsColumns: true,
	},
	makePayCreate: {
		provider: 'makePay',
		resource: 'paymentLink',
		operation: 'create',
		repeat: 'keyed',
		routes: ['create'],
		tag: 'orderId',
		fields: ['title', 'amount'],
		collections: { additionalFields: ['orderId', 'customerEmail'] },
		volatile: ['additionalFields', 'description'],
		mapsColumns: true,
	},
	makePayUpdate: {
		provider: 'makePay',
		resource: 'paymentLink',
		operation: 'update',
		repeat: 'keyed',
		routes: ['update'],
		tag: 'metadata',
		fields: [],
		collections: { updateFields: ['metadata', 'extendExpirationTime'] },
		locator: 'paymentLinkId',
		ordered: 'paymentLinkId',
		mapsColumns: true,
	},
	makePayEmail: {
		provider: 'makePay',
		resource: 'paymentLink',
		operation: 'sendEmail',
		repeat: 'never',
		routes: ['email'],
		tag: 'email',
		fields: ['email'],
		locator: 'paymentLinkId',
		mapsColumns: false,
	},
	makePayUpsert: {
		provider: 'makePay',
		resource: 'customer',
		operation: 'upsert',
		repeat: 'safe',
		routes: ['upsert'],
		tag: 'name',
		fields: ['email'],
		collections: { additionalFields: ['name', 'clientId'] },
		ordered: 'email',
		mapsColumns: true,
	},
	makePayGetAll: {
		...reading,
		provider: 'makePay',
		resource: 'customer',
		operation: 'getAll',
		tag: 'limit',
		fields: ['limit'],
		more: { returnAll: false },
	},
	makePayPortal: {
		provider: 'makePay',
		resource: 'customerPortal',
		operation: 'createLink',
		repeat: 'safe',
		routes: ['portal'],
		tag: 'customerId',
		fields: [],
		locator: 'customerId',
		mapsColumns: false,
	},
} satisfies Record<string, Tested>;

export type OperationName = keyof typeof operations;
export const OPERATIONS: Record<OperationName, Tested> = operations;

export const CREDENTIAL_TYPES: Record<ProviderName, CredentialName> = {
	kwik: 'kwikApi',
	smarterPay: 'smarterPayApi',
	makePay: 'makePayPartnerApi',
};
export const NODE_NAMES: Record<ProviderName, NodeName> = {
	kwik: 'kwik',
	smarterPay: 'smarterPay',
	makePay: 'makePay',
};

/** What may be promised for a row: some operations depend on what the row brings. */
export function guaranteeFor({ repeat, operation, provider }: Tested, row: IDataObject): Guarantee {
	return provider === 'makePay' && operation === 'upsert' && !row.email ? 'never' : repeat;
}

/** What tells a row apart, as text. */
export function tagOf(tested: Tested, row: IDataObject): string {
	const value = row[tested.tag];
	if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
	return String((value as IDataObject).medusaOrderId);
}

/** The id of the record in an output item, simplified or not. */
export function recordIdOf({ provider }: Tested, json: IDataObject): string | undefined {
	const customerInside = json.customer as IDataObject | undefined;
	const linkInside = json.paymentLink as IDataObject | undefined;
	const id =
		provider === 'makePay'
			? (json.uid ?? customerInside?.uid ?? linkInside?.uid ?? json.id ?? json.customerId)
			: json.id;
	return id === undefined || id === null ? undefined : String(id);
}
