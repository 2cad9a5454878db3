// What the parts of the benchmark in n8n's queue mode run in: the sandbox in a process of its own, and a queue.
import { startQueue, type Queue } from '../host/queue/queue';
import { build, pack } from '../tools/pack';
import { step } from '../tools/steps';
import { startBenchSandbox, type BenchSandbox } from './sandbox';
import { storeCredentials } from './workbench';

export interface QueueWorkbench {
	sandbox: BenchSandbox;
	/** With one worker, to begin with. */
	queue: Queue;
}

/** Starts both, with progress; they are ended when the script ends. @param env settings of every process of n8n */
export async function openQueueWorkbench(env: Record<string, string>): Promise<QueueWorkbench> {
	const tarball = await step('build and pack', async () => {
		await build();
		return await pack();
	});
	const sandbox = await startBenchSandbox();
	const queue = await step(
		"n8n's queue mode with the packed package",
		async () => await startQueue({ workers: 1, packages: [tarball], env }),
	);
	await storeCredentials(queue.client, await sandbox.ask('credentials', undefined));
	return { sandbox, queue };
}
