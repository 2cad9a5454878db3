// The SmarterPay examples about links nobody has paid, run in the real n8n.
import { randomUUID } from 'node:crypto';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { storeMailCredential } from '../../demo/demonstration';
import { readExample } from '../../demo/examples';
import { MailServer } from '../../demo/mailServer';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(120_000);

let bench: Workbench;
let mailbox: MailServer;
beforeAll(async () => {
	[bench, mailbox] = await Promise.all([openWorkbench(), new MailServer().start()]);
	await storeMailCredential(bench.client, mailbox);
});
beforeEach(() => {
	bench.sandbox.reset();
	mailbox.emails.length = 0;
});
afterAll(async () => await Promise.all([bench?.close(), mailbox?.stop()]));

/** Runs an example with other values in its *Settings*. */
async function runWith(file: string, settings: Record<string, unknown>) {
	const example = await readExample(file);
	const node = example.nodes.find(({ name }) => name === 'Settings')!;
	const { assignments } = node.parameters.assignments as unknown as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	for (const assignment of assignments)
		assignment.value = settings[assignment.name] ?? assignment.value;
	const { id } = await bench.client.importWorkflow({
		...example,
		name: `${example.name} ${randomUUID()}`,
	});
	const execution = await bench.client.runWorkflow(id, 'Try it now');
	expect(execution.error).toBeUndefined();
	return execution;
}

const reissue = async (settings: Record<string, unknown> = {}) =>
	await runWith('smarterpay-expire-and-reissue.json', { staleAfterDays: 0, ...settings });
const remind = async (settings: Record<string, unknown> = {}) =>
	await runWith('smarterpay-reminders.json', { remindAfterDays: '0', ...settings });
const links = () => [...bench.sandbox.smarterPay.state.links.values()];
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Everything a link can be given but the customer's reference, which nobody gives back. */
const terms = {
	ecommerce_page: SMARTER_PAY_PAGES.open.id,
	customer_account: 'CA0112AB34CD56EF78GH',
	bank_account: 'BA01VQY3LJO0NLPE61OG',
	mandate: 'MA0112AB34CD56EF78GH',
	recurrence_schedule: 'RS0112AB34CD56EF78GH',
	amount: '4321',
	description: 'Gold plan',
	auddis: 'INVOICE-1042',
	start_date: day(10),
	end_date: day(400),
	first_collection_amount: '1000',
	first_collection_date: day(12),
	return_url: 'https://example.com/thanks',
	bank_account_custom_reference: 'bank',
	card_payment_custom_reference: 'card',
	recurrence_schedule_custom_reference: 'schedule',
	metadata: '{"a":1}',
	metadata_account_validation: 'validation',
	metadata_bank_account: 'bank account',
	metadata_card: 'card',
	metadata_customer_account: 'customer',
	metadata_mandate: 'mandate',
	metadata_recurrence_schedule: 'schedule',
};

describe('expire and reissue', () => {
	test('the new link has all terms that can be read back, and the old one has ended', async () => {
		bench.sandbox.smarterPay.state.seedLinks(1, () => ({
			...terms,
			customer_custom_reference: 'UK-1',
		}));
		const execution = await reissue();
		const [old, fresh] = links();
		expect(old!.endedByHand).toBe(true);
		expect(fresh!.sent).toEqual(terms);
		expect(execution.json('Result')).toMatchObject([{ url: fresh!.url, replaces: old!.id }]);
	});

	test('where a date has passed the old link stays, unless the settings say otherwise', async () => {
		bench.sandbox.smarterPay.state.seedLinks(1, () => ({ ...terms, start_date: day(-3) }));
		const refused = await reissue();
		expect(links()).toHaveLength(1);
		expect(links()[0]!.endedByHand).toBe(false);
		expect(refused.json('Needs a decision')).toMatchObject([
			{ oldLink: links()[0]!.id, reason: expect.stringContaining(day(-3)) },
		]);
		await reissue({ reissueWithoutPassedDates: true });
		const { start_date: _start, ...others } = terms;
		expect(links()[1]!.sent).toEqual(others);
	});

	test('what could not be ended gets no second link', async () => {
		bench.sandbox.smarterPay.state.seedLinks(2);
		bench.sandbox.smarterPay.faults.add({
			route: 'PUT /paymentlink/:id',
			kind: 'refused-ok',
			at: [0],
		});
		const execution = await reissue();
		expect(links()).toHaveLength(3);
		const open = links().filter(({ endedByHand }) => !endedByHand);
		expect(execution.json('Left alone')).toMatchObject([
			{ oldLink: links()[0]!.id, reason: expect.stringMatching(/./) },
		]);
		expect(open.map(({ id }) => id)).toEqual([links()[0]!.id, links()[2]!.id]);
	});

	test('an answer that still says active does not keep a link that has ended from being replaced', async () => {
		bench.sandbox.smarterPay.state.seedLinks(1);
		bench.sandbox.smarterPay.switches.expireAnswer = 'active';
		expect((await reissue()).json('Result')).toHaveLength(1);
	});
});

describe('reminders', () => {
	test('whoever has not paid gets an e-mail with link, button and expiry; nobody else gets one', async () => {
		const { state } = bench.sandbox.smarterPay;
		const account = state.addCustomerAccount({ email: 'ada@example.com', first_name: 'Ada <b>' });
		const open = state.seedLinks(4, (index) => ({
			ecommerce_page: SMARTER_PAY_PAGES.sevenDays.id,
			customer_account: index === 3 ? '' : account.id,
			...(index === 3 ? { bank_account: 'BA01VQY3LJO0NLPE61OG' } : {}),
			amount: '2750',
			description: 'Gold & silver',
		}));
		open[1]!.completedAt = Date.now();
		open[2]!.endedByHand = true;
		await remind();
		expect(mailbox.emails).toHaveLength(1);
		const { subject, to, text = '', html = '' } = mailbox.emails[0]!;
		expect({ subject, to }).toMatchObject({
			subject: 'Reminder: your payment for Gold & silver',
			to: [{ address: 'ada@example.com' }],
		});
		expect(text).toContain('Dear Ada <b>');
		expect(text).toContain('£27.50 for Gold & silver');
		expect(text).toContain(open[0]!.url);
		expect(text).toMatch(/valid until \d{1,2} \w+ \d{4}, \d\d:\d\d\./);
		expect(html).toContain(`<a href="${open[0]!.url.replaceAll('&', '&amp;')}"`);
		expect(html).toContain('Gold &#38; silver');
		expect(html).not.toContain('Ada <b>');
	});

	test('on other days of its age a link is not reminded of', async () => {
		bench.sandbox.smarterPay.state.seedLinks(2);
		const execution = await remind({ remindAfterDays: '3, 7' });
		expect(execution.json('Due for a reminder')).toEqual([]);
		expect(mailbox.emails).toEqual([]);
	});
});
