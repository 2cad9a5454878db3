// Each event of MakePay starts the workflow once: what was answered as received has started it, and nothing does twice.
import type { Breach } from '../history';
import type { Received, WebhookTrigger } from '../n8n/webhooks';
import type { Played } from '../stage';

/** Judges the deliveries. */
export function judgeWebhooks({ webhooks }: Played): Breach[] {
	return webhooks.flatMap((trigger) => {
		const events = new Map<string, Received[]>();
		for (const received of trigger.received) {
			events.set(received.event, [...(events.get(received.event) ?? []), received]);
		}
		return [...events].flatMap(([event, attempts]) => judgeEvent(trigger, event, attempts));
	});
}

function judgeEvent(trigger: WebhookTrigger, event: string, attempts: Received[]): Breach[] {
	const breach = (what: string): Breach[] => [
		{ invariant: 'deliveries', what: `${event}: ${what}` },
	];
	const started = attempts.filter((attempt) => attempt.started).length;
	if (started > 1 + replayed(attempts)) return breach(`started the workflow ${started} times`);
	if (attempts.some(({ genuine, status }) => !genuine && status !== 401)) {
		return breach('a forged delivery was not refused');
	}
	const ignored = attempts.some(({ body }) => body.ignored === true);
	const wantsAll = trigger.act.events.length === 0 && trigger.act.statuses.length === 0;
	if (ignored && wantsAll) return breach('an event was dropped that is asked for');
	const taken = attempts.some(({ status, genuine }) => genuine && status < 300);
	if (!taken || ignored || started > 0 || lostByRestart(attempts)) return [];
	return breach('was answered as received and never started the workflow');
}

/**
 * Somebody sent a delivery that n8n had failed to start once more, under a group of his own: the workflow starts with
 * it, and again when MakePay repeats what it knows to have failed.
 */
function replayed(attempts: Received[]): number {
	return attempts.filter(
		({ started, group }, i) =>
			started &&
			group !== attempts[0]!.group &&
			attempts.slice(0, i).every((earlier) => !earlier.started),
	).length;
}

/**
 * n8n stored that it received the event, failed to start the workflow, and ended: only the process that ended knew
 * that it had failed.
 */
function lostByRestart(attempts: Received[]): boolean {
	const failed = attempts.filter(({ failsToStart }) => failsToStart === 'after');
	return failed.some(({ process }) => attempts.some((attempt) => attempt.process !== process));
}
