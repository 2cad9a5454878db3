// A polling trigger from its publication on: polls at their times, settings that change, and polls until one succeeds.
import type { PollAct } from '../scenario';
import { PolledTrigger } from '../n8n/polling';
import type { Stage } from '../stage';

/** Polls more until one succeeds, when everything is well again. */
const MOST_MORE = 30;

/** Plays the polls of one trigger. */
export async function playPolls(stage: Stage, act: PollAct): Promise<void> {
	const { host, time, scenario } = stage;
	const trigger = new PolledTrigger(stage, stage.merchants, act);
	stage.played.triggers.push(trigger);
	const under: Array<Promise<unknown>> = [];
	const poll = async () => {
		const process = await host.process();
		return await host.unlessCrashed(trigger.poll(process)).catch(() => undefined);
	};
	// n8n publishes a workflow only when its first poll succeeds.
	for (let i = 0; i < MOST_MORE; i++) {
		const first = await poll();
		if (first && first.error === undefined) break;
		await time.sleep(act.every);
	}
	for (let i = 1; i < act.polls; i++) {
		await time.sleep(act.every);
		const change = act.changes.find(({ before }) => before === i);
		if (change) {
			await Promise.all(under);
			trigger.change(change);
			await poll();
		} else {
			// The next poll comes at its time, even while the last one is under way.
			under.push(poll());
		}
	}
	await Promise.all(under);
	await time.sleep(Math.max(0, scenario.climate.calmAfter - time.now));
	for (let i = 0; i < MOST_MORE; i++) {
		await time.sleep(act.every);
		const last = await poll();
		if (last && last.error === undefined && last.events) return;
	}
	stage.history.breach('polls', `${act.workflow} never succeeds again`);
}
