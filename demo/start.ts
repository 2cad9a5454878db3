// npm start and npm run dev: the sandbox, an inbox and the n8n editor, with demo credentials and examples in place, until
// Ctrl-C.
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { N8n } from '../host/server';
import { pagesInWords } from '../sandbox';
import { cacheFolder } from '../tools/cache';
import { endProcess, lastLines } from '../tools/commands';
import { atEnd } from '../tools/ending';
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
	const n8n = await open('editor', fresh);
	console.log('\nCtrl-C ends all of it.');
	return await untilEnded(n8n);
}

/**
 * The same for work on the nodes: what changes in `nodes/` and `credentials/` is compiled into this n8n, which loads it
 * anew. Icons, codex files and output schemas are those of the start.
 * @throws Refusal when a port is taken or n8n ends by itself
 */
export async function develop(fresh: boolean): Promise<never> {
	const n8n = await open('development', fresh, { N8N_DEV_RELOAD: 'true' });
	const installed = join(n8n.userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE);
	compileOnChange(join(installed, 'dist'));
	console.log(`
Change a file in nodes/ or credentials/ and save it. When "Watching for file changes" stands below,
n8n has the change; reload the page of the editor to see new fields and texts.
Ctrl-C ends all of it.
`);
	return await untilEnded(n8n);
}

const PACKAGE = 'n8n-nodes-billing-links';

/** Compiles as `npm run build` does, again after each change, into a folder of one's own. */
function compileOnChange(target: string): void {
	const compiler = spawn(
		process.execPath,
		[
			join('node_modules', 'typescript', 'bin', 'tsc'),
			...['-p', 'tsconfig.build.json', '--outDir', target],
			...['--watch', '--preserveWatchOutput'],
		],
		{ cwd: dirname(__dirname), stdio: ['ignore', 'inherit', 'inherit'], detached: true },
	);
	atEnd(async () => await endProcess(compiler));
}

/** Starts everything and prints where it is. @param folder where the editor's data are, in the user's cache */
async function open(
	folder: string,
	fresh: boolean,
	env: Record<string, string> = {},
): Promise<N8n> {
	await requirePorts({
		'the n8n editor': EDITOR_PORT,
		'the Kwik sandbox': SANDBOX_PORTS.kwik,
		'the SmarterPay sandbox': SANDBOX_PORTS.smarterPay,
		'the MakePay sandbox': SANDBOX_PORTS.makePay,
		'the inbox': MAIL_PORTS.inbox,
		'the mail server': MAIL_PORTS.smtp,
	});
	// Kept, so that a workflow somebody built is still there tomorrow; the sandbox begins empty every time.
	const userFolder = join(cacheFolder(), folder);
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	const { n8n, sandbox, inbox, workflows } = await startDemonstration({
		port: EDITOR_PORT,
		sandboxPorts: SANDBOX_PORTS,
		mailPorts: MAIL_PORTS,
		userFolder,
		env,
	});
	console.log(`
n8n editor   ${n8n.url}
  e-mail     ${n8n.owner.email}
  password   ${n8n.owner.password}
Sandbox      Kwik ${sandbox.kwik.url}
             SmarterPay ${sandbox.smarterPay.url}
             MakePay ${sandbox.makePay.url}
Pages        of SmarterPay; a payment link names one by its ID:
${pagesInWords(' '.repeat(13))}
Inbox        ${inbox}
             (every e-mail a workflow sends with the credential "SMTP demo")
Examples     ${workflows.size} workflows, with the credentials they use
Data         ${userFolder}
             (kept for the next start; with \`-- --fresh\` it begins anew)`);
	return n8n;
}

/** Waits until n8n is gone. */
async function untilEnded(n8n: N8n): Promise<never> {
	await n8n.ended;
	throw new Refusal(`n8n has ended; its last lines:\n${lastLines(n8n.log())}`);
}
