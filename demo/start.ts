// npm start: the sandbox, an inbox and the n8n editor, with demo credentials and examples in place, until Ctrl-C.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../tools/cache';
import { lastLines } from '../tools/commands';
import { requirePorts } from '../tools/ports';
import { Refusal } from '../tools/steps';
import { startDemonstration } from './demonstration';

const EDITOR_PORT = 5678;
const SANDBOX_PORTS = { kwik: 4010, smarterPay: 4011, makePay: 4012 };
const MAIL_PORTS = { inbox: 4013, smtp: 4014 };

/**
 * Starts everything and prints where it is, until Ctrl-C.
 * @param fresh whether to throw away what earlier starts left in the editor
 * @throws Refusal when a port is taken or n8n ends by itself
 */
export async function start(fresh: boolean): Promise<never> {
	await requirePorts({
		'the n8n editor': EDITOR_PORT,
		'the Kwik sandbox': SANDBOX_PORTS.kwik,
		'the SmarterPay sandbox': SANDBOX_PORTS.smarterPay,
		'the MakePay sandbox': SANDBOX_PORTS.makePay,
		'the inbox': MAIL_PORTS.inbox,
		'the mail server': MAIL_PORTS.smtp,
	});
	// Kept, so that a workflow somebody built is still there tomorrow; the sandbox begins empty every time.
	const userFolder = join(cacheFolder(), 'editor');
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	const { n8n, sandbox, inbox, workflows } = await startDemonstration({
		port: EDITOR_PORT,
		sandboxPorts: SANDBOX_PORTS,
		mailPorts: MAIL_PORTS,
		userFolder,
	});
	console.log(`
n8n editor   ${n8n.url}
  e-mail     ${n8n.owner.email}
  password   ${n8n.owner.password}
Sandbox      Kwik ${sandbox.kwik.url}
             SmarterPay ${sandbox.smarterPay.url}
             MakePay ${sandbox.makePay.url}
Inbox        ${inbox}
             (every e-mail a workflow sends with the credential "SMTP demo")
Examples     ${workflows.size} workflows, with the credentials they use
Data         ${userFolder}
             (kept for the next start; \`npm start -- --fresh\` begins anew)

Ctrl-C ends all of it.`);
	await n8n.ended;
	throw new Refusal(`n8n has ended; its last lines:\n${lastLines(n8n.log())}`);
}
