// No key, token or secret in anything that leaves: outputs, errors, hints, static data.
import type { Breach } from '../history';
import type { Played } from '../stage';
import { secretsOf } from '../providers';

/** Judges everything that n8n was given. */
export function judgeSecrets(played: Played): Breach[] {
	const { history, triggers, webhooks, merchants } = played;
	const secrets = Object.values(secretsOf(merchants)).flat();
	const texts: Array<[name: string, text: () => string]> = [
		...history.tries.map((by): [string, () => string] => [
			by.name,
			() => `${JSON.stringify([by.output, by.hints])} ${textOf(by.error)}`,
		]),
		...triggers.flatMap(({ polls }) =>
			polls.map((poll): [string, () => string] => [
				poll.caller.name,
				() => `${JSON.stringify(poll.events)} ${textOf(poll.error)}`,
			]),
		),
		...webhooks.flatMap(({ received, act }) =>
			received.map(({ body }): [string, () => string] => [
				act.workflow,
				() => JSON.stringify(body),
			]),
		),
	];
	return texts.flatMap(([name, text]) => {
		const whole = text();
		const found = secrets.find((secret) => whole.includes(secret));
		return found ? [{ invariant: 'secrets', what: `${name} shows ${found}` }] : [];
	});
}

function textOf(error: unknown): string {
	if (error === undefined) return '';
	const { message, stack, description } = error as Error & { description?: string };
	return `${message} ${description ?? ''} ${stack ?? ''} ${JSON.stringify(error)}`;
}
