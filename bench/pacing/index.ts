// npm run bench:pacing: ways for processes to share a rate without talking to one another, in virtual time.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LearntShare } from '../../nodes/shared/send/share';
import { markdownTable } from '../markdown';
import type { Controller } from './controller';
import { Additive } from './controllers/additive';
import { Halving } from './controllers/halving';
import { Measured } from './controllers/measured';
import { play, type Course, type Setting } from './play';
import { SCENES } from './scenes';

const FILE = 'bench/PACING.md';

const CONTROLLERS: Record<string, () => Controller> = {
	'Remembered ceiling (this package)': () => new LearntShare(),
	'Halving, undone by successes': () => new Halving(),
	'Additive increase': () => new Additive(),
	'Measured, grown evenly': () => new Measured(),
};

const HEAD = `# Sharing a rate

Written by \`npm run bench:pacing\`: processes of n8n that use the same account, each with the pacer of \`nodes/shared/send/pace.ts\`
and a way of its own to find its share. They do not talk; all they know is which of their own requests were refused. The
time is virtual, so the figures do not depend on the machine and come out the same each time.

Where nothing else is said the provider takes 100 requests per second, which is what the nodes are told, and refuses
without \`Retry-After\`; all processes begin at the same time, cold, and have more to send than they may for 60 seconds. Each
cell: requests taken per second, from the first second to the last · how many of all were refused · how evenly the processes
shared in the last third (Jain's index, 1 is even) · requests given up, if any, since they were refused five times.

- **Remembered ceiling** (\`nodes/shared/send/share.ts\`): what went through in the second before the refusal is the ceiling; the
  share falls below it, comes back quickly, stays near it, and probes beyond it slowly.
- **Halving, undone by successes**: what this package did while it knew of one process only.
- **Additive increase**: half after a refusal, then evenly more.
- **Measured, grown evenly**: what went through before the refusal, less a fifth, then evenly more.`;

/** Plays every scene with every controller, and writes the table. */
export async function benchPacing(): Promise<void> {
	const rows: string[][] = [];
	for (const { name, setting } of SCENES) {
		const cells: string[] = [];
		for (const controller of Object.values(CONTROLLERS)) {
			const scene = setting();
			cells.push(inWords(scene, await play(scene, controller, name)));
		}
		console.log(`${name}: ${cells[0]}`);
		rows.push([name, ...cells]);
	}
	const table = markdownTable(['', ...Object.keys(CONTROLLERS)], rows);
	await writeFile(join(dirname(dirname(__dirname)), FILE), `${HEAD}\n\n${table}\n`);
	console.log(`Written to ${FILE}.`);
}

function inWords(setting: Setting, course: Course): string {
	const { rate, refused, evenness } = figuresOf(setting, course);
	return [
		`${rate.toFixed(1)}/s`,
		`${(100 * refused).toFixed(1)} %`,
		...(setting.processes.length > 1 ? [evenness.toFixed(2)] : []),
		...(course.givenUp > 0 ? [`${course.givenUp} given up`] : []),
	].join(' · ');
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Requests taken per second over all, the part that was refused, and how evenly the last third was shared. */
export function figuresOf({ processes }: Setting, { taken, refused }: Course) {
	const end = Math.max(...processes.map(({ to }) => to));
	const [through, back] = [sum(taken.flat()), sum(refused.flat())];
	const last = taken
		.filter((_, i) => processes[i]!.to === end)
		.map((seconds) => sum(seconds.slice(Math.floor((2 * end) / 3))));
	return {
		rate: through / end,
		refused: back / (through + back),
		evenness: sum(last) ** 2 / (last.length * sum(last.map((count) => count ** 2))),
	};
}
