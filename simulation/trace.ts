// The readable record of one scenario: every request, answer, fault, time and outcome, a line each.
import type { Attempt } from './history';
import type { WireRequest } from './wire/transport';
import type { Answer, NetworkError } from './wire/shown';
import type { Weather } from './wire/weather';

/** How much of a body is shown, in characters. */
const SHOWN = 400;

const short = (text: string | undefined) =>
	text === undefined || text.length <= SHOWN
		? (text ?? '')
		: `${text.slice(0, SHOWN)}… (${text.length} characters)`;

/** Writes lines, with the time of each; or nothing, where nobody reads them. */
export class Trace {
	readonly lines: string[] = [];

	/** @param write whether anything is written down */
	constructor(readonly write: boolean) {}

	say(line: () => string): void {
		if (!this.write) return;
		const time = (performance.now() / 1000).toFixed(3).padStart(10);
		this.lines.push(`${time} s  ${line()}`);
	}

	sent(attempt: Attempt, { query, payload }: WireRequest, { rule, there, back }: Weather): void {
		const { id, caller, method, path, provider, world, key } = attempt;
		this.say(
			() =>
				`#${id} → ${provider}-${world} ${method} ${path}${query} by ${caller.name}` +
				`${key === undefined ? '' : ` key ${key}`} (${there} + ${back} ms)` +
				`${rule ? ` FAULT ${JSON.stringify(rule)}` : ''} ${short(payload)}`,
		);
	}

	served({ id, effects, replayed }: Attempt, { status, body }: Answer): void {
		const brought = effects.map(
			({ tag, recordId, made }) => `${made ? 'made' : 'changed'} ${recordId} for ${tag}`,
		);
		this.say(
			() =>
				`#${id}   at the provider: ${status}${replayed ? ' (replayed)' : ''} ` +
				`${brought.join(', ') || 'no effect'} ${short(body)}`,
		);
	}

	settled({ id, settled, fault }: Attempt, shown: Answer | { error: NetworkError }): void {
		this.say(() => {
			const seen =
				'error' in shown
					? `${shown.error.code} ${shown.error.syscall ?? ''}`
					: `${shown.status} ${fault ? short(shown.body) : ''}` +
						`${shown.headers['retry-after'] === undefined ? '' : ` Retry-After: ${String(shown.headers['retry-after'])}`}`;
			return `#${id} ← ${seen.trim()}${settled!.tells ? '' : ' (does not tell)'}`;
		});
	}
}
