// Limits of time and rate: no request is waited for longer than its timeout, no poll longer than a poll may take, and
// no account is asked more often than the node was told.
import type { Attempt, Breach } from '../history';
import type { Played } from '../stage';

const POLL = 5 * 60_000;
/** How long one request may be repeated, in milliseconds. */
const REPEATED = 120_000;
/** The slowest pace after refusals, as a multiple of the usual. */
const SLOWEST = 16;
/** What timers may be late, in milliseconds. */
const SLACK = 1500;

/** Judges times and rates. */
export function judgeLimits(played: Played): Breach[] {
	const { history, runaway, host } = played;
	const last = host.processes.at(-1)!.process;
	return [
		...(runaway === undefined ? [] : [{ invariant: 'time', what: `no end: ${runaway}` }]),
		...history.attempts.flatMap(tooLong),
		...repeatedTooLong(history.attempts),
		...played.triggers.flatMap(({ polls }) =>
			polls.flatMap(({ caller, startedAt, endedAt = played.duration }) =>
				caller.process !== last || endedAt - startedAt <= POLL + caller.timeout + SLACK
					? []
					: [{ invariant: 'time', what: `${caller.name} took ${endedAt - startedAt} ms` }],
			),
		),
		...rates(history.attempts),
	];
}

function tooLong({ id, caller, settled, sentAt }: Attempt): Breach[] {
	if (settled === undefined) {
		return [{ invariant: 'time', what: `#${id} is waited for to the end` }];
	}
	const took = settled.at - sentAt;
	if (settled.error === 'CRASH' || took <= caller.timeout + SLACK) return [];
	return [{ invariant: 'time', what: `#${id} was waited for ${took} ms of ${caller.timeout}` }];
}

/** A request under one key is sent again for two minutes at most, the time in line for its turn not counted. */
function repeatedTooLong(attempts: Attempt[]): Breach[] {
	const groups = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		if (attempt.key === undefined) continue;
		const name = `${attempt.caller.name} of ${callers.number(attempt.caller)}: ${attempt.key}`;
		groups.set(name, [...(groups.get(name) ?? []), attempt]);
	}
	return [...groups].flatMap(([name, group]) => {
		const [first, last] = [group[0]!, group.at(-1)!];
		const { account, rate } = first.caller;
		const inLine = attempts.filter(
			({ caller, sentAt }) =>
				caller.account === account && sentAt >= first.sentAt && sentAt <= last.sentAt,
		).length;
		const most = REPEATED + (inLine * SLOWEST * 1000) / (rate * 0.95) + SLACK;
		const span = last.sentAt - first.sentAt;
		if (span <= most) return [];
		return [{ invariant: 'time', what: `${name} was sent again for ${span} ms` }];
	});
}

/** No second has more requests than the highest rate told, nor a node's own more than its rate. */
function rates(attempts: Attempt[]): Breach[] {
	const accounts = new Map<string, Attempt[]>();
	for (const attempt of attempts) {
		const { account, process, rate } = attempt.caller;
		for (const name of [account, `${account} at ${rate}`]) {
			const whole = `${name} of process ${processes.number(process)}`;
			accounts.set(whole, [...(accounts.get(whole) ?? []), attempt]);
		}
	}
	return [...accounts].flatMap(([name, sent]) => {
		const limit = Math.max(...sent.map(({ caller }) => caller.rate));
		const at = sent.findIndex(
			({ sentAt }, i) => i >= limit && sentAt - sent[i - limit]!.sentAt < 1000,
		);
		if (at === -1) return [];
		return [
			{
				invariant: 'rate',
				what: `${name}: ${limit + 1} requests in ${sent[at]!.sentAt - sent[at - limit]!.sentAt} ms up to #${sent[at]!.id}`,
			},
		];
	});
}

/** Numbers for what has no name of its own. */
class Numbers {
	private readonly known = new WeakMap<object, number>();
	private last = 0;

	number(of: object): number {
		const number = this.known.get(of) ?? ++this.last;
		this.known.set(of, number);
		return number;
	}
}

const processes = new Numbers();
const callers = new Numbers();
