// The examples that a user runs by the button and that send e-mails.
import { storeMailCredential } from '../../demo/demonstration';
import { readExample } from '../../demo/examples';
import { MailServer } from '../../demo/mailServer';
import { until } from './chain';
import { openWorkbench, renamed, type Workbench } from './shared';
import { expectWrittenEmail } from './writtenEmail';

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

async function emails(count: number) {
	await until(async () => mailbox.emails.length >= count, `${count} e-mails`);
	return mailbox.emails;
}

test('kwik-rows-to-portal-mails: every row with an address gets its own link, the others are listed with the reason', async () => {
	const id = bench.workflows.get('kwik-rows-to-portal-mails.json')!;
	const execution = await bench.client.runWorkflow(id);
	expect(execution.error).toBeUndefined();
	const received = await emails(4);
	const names = ['Naledi Mokoena', 'Pieter van Wyk', 'Umhlanga Surf Supplies', 'Ayesha Jacobs'];
	for (const [index, email] of received.entries()) {
		expect(email.text).toContain(`Dear ${names[index]!}`);
		await expectWrittenEmail(email, names[index]!);
	}
	expect(received.map(({ to }) => to![0]!.address)).toEqual(
		execution.json('Sent').map(({ email }) => email),
	);
	expect(execution.json('Not sent')).toEqual([
		{
			reference: 'ZA-1005',
			customer: 'Sipho Dube',
			email: null,
			reason: expect.stringMatching(/./),
		},
	]);
	expect(JSON.stringify([execution.json('Sent'), execution.json('Not sent')])).not.toContain(
		'http',
	);
});

test('kwik-rows-to-portal-mails: a name that is HTML stays a name', async () => {
	const example = await readExample('kwik-rows-to-portal-mails.json');
	const rows = example.nodes.find(({ name }) => name === 'Sample rows')!;
	const name = '<a href="https://evil.example.com">';
	rows.parameters.jsCode = `return [{ reference: 'Z-1', company_name: ${JSON.stringify(name)}, email: 'z@example.com' }];`;
	const { id } = await bench.client.importWorkflow(renamed(example));
	await bench.client.runWorkflow(id);
	const [email] = await emails(1);
	expect(email!.text).toContain(name);
	expect(email!.html).not.toContain('<a href="https://evil');
});

test('makepay-reminders: whoever has an open link that ends soon gets it again, nobody else', async () => {
	const { state } = bench.sandbox.makePay;
	const terms = { title: 'Order <b>1</b>', amount: '12.50', fiatCurrency: 'EUR' };
	const open = state.addLink({ ...terms, customerEmail: 'ada@example.com' });
	state.addLink({ ...terms, customerEmail: 'later@example.com', expirationTime: '72h' });
	state.addLink({ ...terms, customerEmail: 'never@example.com', expirationTime: 'never' });
	state.addLink(terms);
	const paid = { latestSession: { id: 'ses_1', status: 'complete' as const } };
	state.addLink({ ...terms, customerEmail: 'paid@example.com' }, paid);

	const execution = await bench.client.runWorkflow(bench.workflows.get('makepay-reminders.json')!);
	expect(execution.error).toBeUndefined();
	const [email, ...others] = await emails(1);
	expect(others).toEqual([]);
	expect(email).toMatchObject({
		subject: 'Reminder: Order <b>1</b>',
		to: [{ address: 'ada@example.com' }],
		text: expect.stringContaining('12.50 EUR'),
	});
	expect(email!.text).toContain(open.publicUrl);
	expect(email!.html).not.toContain('<b>1</b>');
	await expectWrittenEmail(
		email!,
		'12.50',
		/pay until (<b>)?\p{L}+, \d{1,2} \p{L}+, \d\d:\d\d UTC/u,
	);
});
