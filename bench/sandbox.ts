// Starts the sandbox in a process of its own and talks to it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { cleanEnvironment, endProcess } from '../tools/commands';
import { atEnd } from '../tools/ending';
import { Refusal } from '../tools/steps';
import type { Answer, Commands, Question } from './messages';

/** The sandbox of the benchmark, in its own process, so that it takes no time from n8n or from the bare loop. */
export interface BenchSandbox {
	/** Has the sandbox carry out a command. @throws Error with the sandbox's own message */
	ask<Name extends keyof Commands>(
		command: Name,
		argument: Commands[Name]['argument'],
	): Promise<Commands[Name]['result']>;
}

/** Starts it; it ends with the script. */
export async function startBenchSandbox(): Promise<BenchSandbox> {
	const child = fork(join(__dirname, 'sandboxProcess.ts'), {
		cwd: dirname(__dirname),
		env: cleanEnvironment(),
		execArgv: ['--require', 'tsx/cjs'],
		detached: true,
	});
	atEnd(async () => await endProcess(child));
	const waiting = new Map<number, (answer: Answer) => void>();
	child.on('message', (answer: Answer) => {
		waiting.get(answer.id)?.(answer);
		waiting.delete(answer.id);
	});
	child.on('exit', () => {
		for (const [id, settle] of waiting) settle({ id, error: 'the sandbox has ended' });
	});
	const [ready] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
	if (typeof ready !== 'object') throw new Refusal('The sandbox could not be started.');

	let last = 0;
	return {
		async ask<Name extends keyof Commands>(command: Name, argument: Commands[Name]['argument']) {
			const id = ++last;
			const answer = await new Promise<Answer>((settle) => {
				waiting.set(id, settle);
				child.send({ id, command, argument } satisfies Question<Name>);
			});
			if (answer.error !== undefined) throw new Error(`Sandbox, ${command}: ${answer.error}`);
			return answer.result as Commands[Name]['result'];
		},
	};
}
