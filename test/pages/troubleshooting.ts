// The troubleshooting page: what each code means, and everything the nodes can say, with what to do.
import { ADVICE, PARTS, type Part } from './advice';
import { codesPart, networkPart, type ProviderCodes } from './codes';
import { anchorOf, cell, MADE, table } from './markdown';
import { allSaid, type Said } from './saidTexts';

/** What the MakePay Trigger answers to a delivery. */
const WEBHOOK_ANSWERS = [
	[
		'200',
		'The delivery was taken. Repetitions, and what the trigger does not ask for, start nothing.',
	],
	['400', 'The delivery is genuine, but its body is missing or is no JSON object.'],
	[
		'401',
		'The delivery is unsigned, forged, changed on its way or more than five minutes old, or the credential has no Webhook Secret.',
	],
	['413', 'The body is above 64 KB.'],
	['503', 'The credential of the trigger cannot be read, because it was deleted, say.'],
];

/** Texts that are advice themselves, and stand beside an error. */
const IS_ADVICE =
	/^(A test shows|An answer of more|Check (?!Only)|Choose|Correct|Keep|Kwik wants|Look|Narrow|Nothing was sent for|Open|Save|The answer (is|breaks|begins|was)|The key was|The layout|The re(cord|quest)|The token|There is no record|Too many|Try|Until|Use|‹provider› has a problem|A lookup value|A payer)/;

function saidPart({ title, intro, otherwise }: Part, said: Said[]): string[] {
	const known = said.flatMap(({ text, hint }) => {
		const todo = ADVICE[text] ?? hint;
		return todo === undefined ? [] : [[text, todo]];
	});
	const rest = said.filter(({ text, hint }) => (ADVICE[text] ?? hint) === undefined);
	const list = (head: string, texts: Said[]) =>
		texts.length === 0 ? [] : [head, '', ...texts.map(({ text }) => `- ${cell(text)}`), ''];
	return [
		`## ${title}`,
		'',
		intro,
		'',
		...table(['It says', 'What to do'], known),
		...list(
			otherwise,
			rest.filter(({ text }) => !IS_ADVICE.test(text)),
		),
		...list(
			'Beside it may stand:',
			rest.filter(({ text }) => IS_ADVICE.test(text)),
		),
	];
}

/** What of the advice is for a text that the nodes do not say. */
export function adviceForNothing(): string[] {
	const said = new Set(allSaid().map(({ text }) => text));
	return Object.keys(ADVICE).filter((text) => !said.has(text));
}

/** The page. */
export function troubleshooting(providers: ProviderCodes[]): string {
	const rest = new Map(PARTS.map(({ title }) => [title, [] as Said[]]));
	for (const one of allSaid()) {
		const { title } = PARTS.find(({ takes }) => takes(one))!;
		const part = rest.get(title)!;
		if (!part.some(({ text }) => text === one.text)) part.push(one);
	}
	const parts = PARTS.filter(({ title }) => rest.get(title)!.length > 0);
	const titles = ['By code', 'Answers of the MakePay Trigger', ...parts.map(({ title }) => title)];
	return [
		MADE,
		'',
		'# Troubleshooting',
		'',
		'Every text that the nodes can say, and what to do. `‹provider›` stands for Kwik, SmarterPay or MakePay, and `…` for what is different each time.',
		'',
		...titles.map((title) => `- [${title}](#${anchorOf(title)})`),
		'',
		'## How to read an error',
		'',
		'An error says which row it is about, what happened, and what to do. Rows count from 1, as in a sheet.',
		'',
		'In *Stop Workflow* it stands in the node, with the advice below it. In the continue modes each failed row is an item with `error`, `message` and `details`; see [When something goes wrong](../README.md#when-something-goes-wrong). Look at these first:',
		'',
		...table(
			['In `details`', 'What it tells you'],
			[
				['`code`, `httpCode`', 'Look them up in [By code](#by-code).'],
				['`fields`', 'Which fields are wrong, and why. Correct them and run the row again.'],
				[
					'`retriable`',
					'`true`: the same row may succeed later. `false`: it will not, or it is not known what became of it.',
				],
				['`hint`', 'What to do.'],
			],
		),
		'## By code',
		'',
		...codesPart(providers),
		...networkPart(providers[0]!.provider),
		'## Answers of the MakePay Trigger',
		'',
		'What MakePay, or whoever calls the webhook, gets to see. Nothing starts but with 200.',
		'',
		...table(['Status', 'When'], WEBHOOK_ANSWERS),
		...parts.flatMap((part) => saidPart(part, rest.get(part.title)!)),
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
}
