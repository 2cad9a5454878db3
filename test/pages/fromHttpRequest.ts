// The page for those who call the providers with n8n's HTTP Request node: which operation stands for which request.
import { anchorOf, code, MADE, table } from './markdown';

/** A request, and the operation that makes it. */
export interface Stands {
	provider: string;
	/** `POST /customers/create`. */
	call: string;
	/** `Customer: Create`. */
	operation: string;
}

/** What stands in an answer, and what the node gives in its place. */
const FIELDS = [
	['Kwik', '`results[0].id`', '`id`', 'The customer'],
	['Kwik', '`result.link_url`', '`url`', 'The portal link'],
	['Kwik', '`result.expires_at`', '`expiresAt`', 'When the link ends'],
	['SmarterPay', '`Customer_Account.id`', '`id`', 'The customer account'],
	['SmarterPay', '`payment_link.url`', '`url`', 'The payment link'],
	['SmarterPay', '`payment_link.expiry`', '`expiresAt`', 'When the link ends'],
	['MakePay', '`customer.uid`', '`id`', 'The customer'],
	['MakePay', '`customer.urls.customerPortal`', '`url`', 'The portal link'],
	['MakePay', '`paymentLink.publicUrl`', '`url`', 'The payment link'],
];

/** The page. */
export function fromHttpRequest(calls: Stands[]): string {
	const rows = calls.map(({ provider, call, operation }) => [
		provider,
		code(call),
		`[${operation}](nodes/${provider.toLowerCase()}.md#${anchorOf(operation)})`,
	]);
	return [
		MADE,
		'',
		'# From the HTTP Request node',
		'',
		'You call Kwik, SmarterPay or MakePay with n8n’s *HTTP Request* node, and want to use these nodes instead. The same API is called, so nothing changes at the provider. You can go step by step: both kinds of nodes work side by side.',
		'',
		'## What you no longer do yourself',
		'',
		'- **Headers.** The credential adds them. Kwik’s base64 of key and secret is made for you.',
		'- **The form of the body**, such as `records` at Kwik, `payment_link` at SmarterPay and `payload` at MakePay. You fill in fields.',
		'- **Looking at the answer.** Kwik answers HTTP 200 with `status: false` when it refuses. The node makes an error of it, for the row it is about.',
		'- **Batching, waiting, pages, retries.** See [Many rows](many-rows.md) and [Reliability](reliability.md).',
		'- **Keys against doubles.** SmarterPay and MakePay take an idempotency key. The node sends one for each row.',
		'',
		'## Step by step',
		'',
		'1. Make the credential: [Kwik](../README.md#kwik), [SmarterPay](../README.md#smarterpay) or [MakePay](../README.md#makepay). Use the same key. n8n tests it when you save it.',
		'2. Put the node beside your HTTP Request node, and choose the operation from the table below.',
		'3. Move the values of the body into the fields. The page of the node has the name that each field has in the API. Where your columns have these names already, choose *Map Automatically*.',
		'4. Add the option *Check Only* and execute the step: it shows what would be sent, and sends nothing. Compare it with the body of your HTTP Request node. Then remove the option.',
		'5. Connect the node, and change the expressions of the next steps: see [Fields with other names](#fields-with-other-names). With *Simplify* off the record comes out as the provider sent it.',
		'6. Turn off what you had built around the request: *Batching*, *Retry On Fail*, *Loop Over Items*, *If* nodes that look for errors. Set *On Error* of the new node as you need it.',
		'7. Delete the HTTP Request node.',
		'',
		'## Which operation stands for which request',
		'',
		'Paths of Kwik’s customers and lookups follow the version, `/1.0` or `/2.0`; those of SmarterPay follow `…/service.svc`.',
		'',
		...table(['Provider', 'Request', 'Operation'], rows),
		'## Fields with other names',
		'',
		'With *Simplify* on, which is the default, the names are the same at all providers:',
		'',
		...table(['Provider', 'In the answer', 'In the output', 'What it is'], FIELDS),
		'## Calls that the nodes do not have',
		'',
		'Keep the HTTP Request node for them, with the same credential: choose *Predefined Credential Type* under *Authentication*, then *Kwik API*, *SmarterPay API* or *MakePay Partner API*. The credential goes to the provider’s own hosts only.',
	]
		.join('\n')
		.concat('\n');
}
