// docs/troubleshooting.md: every text that the nodes can say, read from their source, and what each code means.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kwik } from '../../../nodes/Kwik/provider';
import { makePay } from '../../../nodes/MakePay/provider';
import { smarterPay } from '../../../nodes/SmarterPay/provider';
import type { ProviderCodes } from '../../pages/codes';
import { allSaid, partsGone, saidIn } from '../../pages/saidTexts';
import { adviceForNothing, troubleshooting } from '../../pages/troubleshooting';
import { expectGenerated } from '../support/generated';

const PAGE = 'docs/troubleshooting.md';
const document = (name: string) =>
	readFileSync(join(resolve(__dirname, '../../..'), 'docs', 'providers', `${name}.md`), 'utf8');

/** The codes in a section of a provider's document. */
function documentedCodes(name: string, section: string, pattern: RegExp): string[] {
	const [, text = ''] = document(name).split(new RegExp(`^#{2,3} ${section}[. ]`, 'm'));
	const [part = ''] = text.split(/^#{2,3} /m);
	return [...new Set([...part.matchAll(pattern)].map(([, code]) => code!))];
}

const CODES: ProviderCodes[] = [
	{
		provider: kwik,
		codes: documentedCodes('kwik', '4\\.2', /^\| `(\d{3})` \|/gm),
		answer: (code) => ({
			statusCode: 400,
			body: { status: false, error_code: code, error_message: '…' },
		}),
	},
	{ provider: smarterPay, codes: [], answer: () => ({ statusCode: 400, body: {} }) },
	{
		provider: makePay,
		// Those of payment links; the others are texts of `error`.
		codes: documentedCodes('makepay', '4', /`(payment_link_(?:already_archived|has_session))`/g),
		answer: (code) => ({ statusCode: 409, body: { errorCode: code } }),
	},
];

test('the documents name the codes of the tables', () => {
	expect(CODES.map(({ codes }) => codes.length)).toEqual([7, 0, 2]);
});

test('the page is that of the code', async () => {
	await expectGenerated(PAGE, troubleshooting(CODES));
});

test('the page has every text that the nodes can say', () => {
	const page = troubleshooting(CODES);
	const missing = allSaid().filter(({ text }) => !page.includes(text.replace(/\|/g, '\\|')));
	expect(allSaid().length).toBeGreaterThan(150);
	expect(missing).toEqual([]);
});

test('a new text would be found, and the advice beside it', () => {
	const source =
		"export const a = () => providerFailure(`${name} is closed`, { hint: 'Come later.' });";
	expect(saidIn('nodes/shared/send/a.ts', source, '')).toEqual([
		{ file: 'nodes/shared/send/a.ts', text: '‹provider› is closed', hint: 'Come later.' },
	]);
});

test('what is said where nothing else fits is a text of its own, with its advice', () => {
	const source =
		"export const a = () => providerFailure(`${name} ${text ?? 'is out of reach'}`, { hint: `Look (${told}).` });";
	expect(saidIn('nodes/shared/send/a.ts', source, '')).toEqual([
		{ file: 'nodes/shared/send/a.ts', text: '‹provider› is out of reach', hint: 'Look (…).' },
	]);
	expect(troubleshooting(CODES)).toContain(
		"| ‹provider› could not be reached | Check the address in the credential and this machine's network (…). |",
	);
});

test('no advice is for a text that is not said, and nothing is left out that is gone', () => {
	expect(adviceForNothing()).toEqual([]);
	expect(partsGone()).toEqual([]);
});
