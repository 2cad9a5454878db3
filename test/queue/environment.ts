// Hands the queue, whose processes the test kills and starts again, from jest's own process into the test.
import { TestEnvironment } from 'jest-environment-node';
import { running } from './start';

/** Works where jest runs the test in the process that started the queue: with `--runInBand`, or a single file. */
export default class extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		if (!running.queue) throw new Error('The test of the queue mode needs jest with --runInBand');
		this.global.queue = running.queue;
	}
}
