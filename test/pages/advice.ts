// What stands in the troubleshooting page beside what the nodes say: in which part, and what to do where they do not
// say it themselves. A text that is named here and said nowhere fails the test of the page.
import type { Said } from './saidTexts';

/** A part of the page. */
export interface Part {
	title: string;
	intro: string;
	/** Which texts stand in it; the first part that takes a text has it. */
	takes: (said: Said) => boolean;
	/** What stands before the texts that need no advice of their own, and says what to do. */
	otherwise: string;
}

const from = (pattern: RegExp) => (said: Said) => pattern.test(said.file);
/** The text goes on from the label of a field: "is required". */
const isOfField = ({ file, text }: Said) =>
	/^[a-z]/.test(text) || (/\/plan\/row/.test(file) && text.startsWith('…'));

export const PARTS: Part[] = [
	{
		title: 'The triggers',
		intro: 'What a trigger says in its own error, or answers to a delivery that it does not take.',
		takes: from(/\/(poll|receive)\.ts$|\/events\.ts$/),
		otherwise: 'And where it says:',
	},
	{
		title: 'The credential',
		intro:
			'Nothing was sent. Open the credential, correct it and save it: n8n tests it when you save.',
		takes: (said) =>
			/credentials\/|shared\/authentication|contract\/provider\.ts|send\/connection/.test(
				said.file,
			) ||
			/API key$|user name or password|"\?" or "#"|contain a path|api\.example\.com/.test(said.text),
		otherwise: 'Correct the credential and save it where it says:',
	},
	{
		title: 'A value is not accepted',
		intro:
			'The node checks every value before it sends anything. The error names the row, the label of the field and the value, and goes on as in this table: *Row 2 (reference E-2): Email "c@example,com" is not an e-mail address*. Nothing was sent for the row. In *Stop Workflow* nothing was sent for any row.',
		takes: (said) =>
			isOfField(said) &&
			/\/plan\/|contract\/(address|field)\.ts|\/resources\//.test(said.file) &&
			!/^(loses|begins with 0)/.test(said.text),
		otherwise: 'Correct the value in the node, or in the column of the row, where it says:',
	},
	{
		title: 'What became of a row is not known',
		intro:
			'A request left, and nobody knows what the provider made of it. `retriable` is `false`. Look at the provider first: if the record is there, leave the row out; if not, run the row again. See [Reliability](reliability.md).',
		takes: (said) =>
			/deliver\/(lost|carryOut|notOurs)\.ts/.test(said.file) ||
			/^(Whether ‹provider›|An earlier try)/.test(said.text),
		otherwise: 'Look at the provider before you run the row again where it says:',
	},
	{
		title: 'No answer, or one that is of no use',
		intro:
			'Where a repetition can do no harm, the node has tried again before it says this: four times, within two minutes.',
		takes: (said) => /shared\/send\/|deliver\/pages/.test(said.file),
		otherwise: 'Run the row again later where it says:',
	},
	{
		title: 'The provider refuses',
		intro:
			'What the nodes advise beside the words of the provider. Which code brings which advice is in the tables above.',
		takes: from(/nodes\/[A-Z]\w+\/provider\.ts$/),
		otherwise: 'What the node advises, beside the words of the provider:',
	},
	{
		title: 'Lists in the editor',
		intro:
			'When a list to choose from cannot be loaded, the editor shows the error of the provider.',
		takes: from(/pickList/),
		otherwise: 'The editor then says:',
	},
	{
		title: 'The run as a whole',
		intro: 'What the error of a workflow that stopped says besides.',
		takes: (said) =>
			/tell\/errors|contract\/(failure|operation)|deliver\/deliver\.ts/.test(said.file),
		otherwise: 'And it may say:',
	},
	{
		title: 'Hints: nothing went wrong',
		intro: 'Sentences in the output panel of the node. They tell what it did.',
		takes: () => true,
		otherwise: 'Nothing is to be done where it says:',
	},
];

/** What to do, by the text as the page has it. */
export const ADVICE: Record<string, string> = {
	'is required': 'Fill in the field, or give the row a column of its name.',
	'is not a date such as 2026-01-31': 'Write year, month and day, as in 2026-01-31.',
	'is not an e-mail address': 'Look for a blank, a comma in place of a dot, or a missing @.',
	'is not an amount in … with at most two decimals, such as 27.50':
		'Write the amount without a sign for the currency and without commas, or choose the other coin in *Amount In*.',
	'is not a whole number of …, such as 2750 for 27.50 …':
		'Write the amount in the smaller coin, or choose the other one in *Amount In*.',
	'is not chosen: say whether amounts are in … or in …': 'Choose *Amount In* in the node.',
	'has … characters, of which … are allowed': 'Shorten the value.',
	'is no ID': 'Give the ID as the provider shows it.',
	'must be a whole number from 1 on': 'Set *Limit* to 1 or more, or turn *Return All* on.',
	'is empty: add the fields to change…':
		'Add at least one field below *Update Fields*, or give the row a column that has a value.',
	'is known to … only: choose it as … in the credential, or leave it out':
		'Choose the other *Customer API* in the credential, or leave the field out.',
	'is not clear: … customers (…) have the …; give the ID instead':
		'Choose the customer from the list, or by ID.',
	'is not known: no customer of this account has the …':
		'Check the reference or e-mail, and that the credential is the right account.',
	'‹provider› gave an answer that says neither success nor refusal':
		'Look at the provider whether the request was carried out. Then run the row again.',
	'‹provider› asked to wait longer than a workflow should':
		'Run the workflow again at the time that stands beside it.',
	'The execution was cancelled': 'Run the workflow again when you want to.',
	'‹provider› refused the request':
		'The words of the provider follow. See its code in the tables above.',
	'refused the connection':
		'Check the address in the credential, and the firewall or proxy of n8n.',
	'could not be found: its host name is unknown':
		'Check the address in the credential for a typing mistake, and the DNS of the machine n8n runs on.',
	'closed the connection before it answered': 'Run it again later. If it stays, ask the provider.',
	'did not answer in time': 'Run it again later, or raise *Timeout* under *Options*.',
	'has a certificate that is not trusted':
		'A proxy may stand between n8n and the provider: its certificate must be known to the machine n8n runs on.',
	'The node failed for a reason that is not known':
		'Look at the log of n8n. If it comes again, [open an issue](https://github.com/n8n-nodes-billing-links/n8n-nodes-billing-links/issues).',
	'This credential is only for …: its secrets are sent nowhere else':
		'Use the credential only with requests to the provider. For other addresses make another credential.',
	'An earlier row asks for the same, and what became of it is not known: nothing was sent for this one':
		'Look the earlier row up at the provider, then run this row again.',
	'… Running again carries them out once more: leave them out first, or set On Error to continue.':
		'Take the completed rows out before you run the workflow again.',
	'These input columns are not fields of ‹provider› and were ignored: ….':
		'Nothing, if the columns are not meant for the provider. Else name them as the notice in the node says.',
	'The column "…" was ignored. Did you mean …?': 'Rename the column.',
	'An empty "…" empties nothing: … is left out. …':
		'Nothing, if the field is to stay. Else empty it in the way the hint names.',
	'Some customers have no email: MakePay may create them again each time, and their portal shows only what carries their Client ID.':
		'Give each customer an email address.',
	'SmarterPay took the request to end …, but its answer still says "active". Only Get tells whether they have ended.':
		'Run *Payment Link → Get* for the link if you must be sure.',
	'‹provider› slowed the run down: it refused … for its rate limit; they were sent again later.':
		'Nothing. If it comes often, lower *Requests per Second*.',
	'This execution is a retry: … sent to ‹provider› again, whether or not the execution before had completed them, since ‹provider› takes no key for this operation.':
		'Look at the provider for records that are there twice.',
	'begins with 0 and was sent as it is. The sample of Kwik has the country code: +27 in place of the 0':
		'Write the number with its country code.',
	'loses its leading zeros, since Kwik stores a number: 0002 becomes 2':
		'Nothing: Kwik stores numbers.',
	'No customer was created or changed':
		'A test shows what has happened already: create or change a customer, and test again.',
	'No link was …':
		'A test shows what has happened already: let it happen once, or choose other events, and test again.',
	'The delivery has no body': 'MakePay did not send it: look for who calls the webhook address.',
	'The delivery is too large':
		'MakePay does not send so much: look for who calls the webhook address.',
	'The delivery has no valid signature':
		'MakePay did not send it, or a proxy takes the header `x-makepay-signature` away.',
	'The signature does not fit the delivery':
		'Enter the Webhook Secret anew as MakePay shows it. If it fits, something changes the body on its way.',
	'The delivery is too old, or the clock of this machine is wrong':
		'Set the clock of the machine n8n runs on. MakePay sends the delivery again.',
	'The delivery is not a JSON object':
		'MakePay did not send it: look for who calls the webhook address.',
	'The ‹provider› credential of this trigger …':
		'Choose a credential in the trigger that is there and has its Webhook Secret. MakePay sends the delivery again.',
	'is not a whole number of days from 1 to 3650': 'Correct *Look Back Days*.',
	'‹provider› had done this before with other values, and gives back what it made then':
		'The record of then was kept, nothing was made. If the row is another order, give it another value in *Avoid Duplicates By*; if it is the same, send the fields of then.',
	'‹provider› had refused this row before, and repeats the answer of then to the same Avoid Duplicates By: once the cause is mended, give the row another value.':
		'Correct the fields that were refused, and give the row another value in *Avoid Duplicates By*.',
	'While this run created records, ‹provider› has got others with the same reference: …. Another execution made them at the same time, or a request whose answer was lost took effect late. …':
		'Look at the customers with that reference at the provider. Keep one of each and archive the others.',
	'Whether ‹provider› has got other records with the same references meanwhile could not be found out: …':
		'Nothing is known to be wrong. Look at the provider, if two executions may have created the same references at once.',
	'‹provider› gave an answer that is too large':
		'Narrow the list with filters, or read it in parts.',
};
