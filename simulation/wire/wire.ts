// The wire between the nodes and the stand-ins: latency, faults, and the note of what every request did.
import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import type { Attempt, Caller, History, Settled } from '../history';
import type { Merchants, ProviderName } from '../providers';
import { secretsOf } from '../providers';
import type { VirtualTime } from '../time';
import type { Trace } from '../trace';
import { FAULTS, type FaultKind } from './faults';
import { spoiled } from './odd';
import { routeOf, tagsOf } from './routes';
import { Server } from './server';
import type { Answer, Shown } from './shown';
import { listIn, tells, type Seen } from './tells';
import { requestOf, responseOf, thrownBy, type WireRequest } from './transport';
import type { Forecast, Weather } from './weather';

/** How long a fault takes to show where its rule does not say, in milliseconds. */
const SHORT = 300;
/** When an effect comes that comes late. */
const LATE = 20_000;

/** Refusals of the request itself: where it was done before under its key, that answer comes instead. */
const JUDGING: FaultKind[] = ['refusedOk', 'badRequest', 'deepRefusal', 'echoRefusal'];

export class Wire {
	private readonly server: Server;
	/** Keys under which a request was refused. */
	private readonly judged = new Set<string>();
	private readonly secrets: Record<ProviderName, string[]>;

	constructor(
		private readonly time: VirtualTime,
		private readonly merchants: Merchants,
		private readonly forecast: Forecast,
		private readonly history: History,
		private readonly trace: Trace,
	) {
		this.secrets = secretsOf(merchants);
		this.server = new Server(time, merchants, history, trace);
	}

	/** Sends what a node asks for, with its secrets. @throws what n8n's helper throws */
	async send(
		caller: Caller,
		node: INode,
		options: IHttpRequestOptions,
		signal: AbortSignal | undefined,
	): Promise<object> {
		const request = requestOf(options);
		// n8n's client looks at the signal before it sends anything.
		if (signal?.aborted) throw thrownBy(node, { code: 'ERR_CANCELED' }, request);
		const target = this.merchants.at(request.origin);
		if (!target) {
			this.history.breach('secrets', `a request with secrets to ${request.origin}`);
			throw thrownBy(node, { code: 'ENOTFOUND' }, request);
		}
		const { name: provider, world } = target;
		const route = routeOf(provider, request.method, request.path);
		const sentAt = this.time.now;
		const weather = this.forecast.of({ provider, world, route, isPoll: caller.isPoll, sentAt });
		const attempt: Attempt = {
			id: this.history.attempts.length,
			caller,
			provider,
			world,
			route,
			method: request.method,
			path: request.path,
			key: request.headers['idempotency-key'],
			body: request.body,
			tags: tagsOf(provider, route, request.path, request.body),
			sentAt,
			sentSeq: this.history.next(),
			fault: weather.rule?.kind,
			replayed: false,
			effects: [],
		};
		this.history.attempts.push(attempt);
		if (attempt.fault) {
			this.history.faults.set(attempt.fault, (this.history.faults.get(attempt.fault) ?? 0) + 1);
		}
		this.trace.sent(attempt, request, weather);
		const shown = await this.seenBy(attempt, request, weather, options.timeout ?? 300_000, signal);
		if ('error' in shown) throw thrownBy(node, shown.error, request);
		return responseOf(shown);
	}

	/** What the sender sees in the end, and when. */
	private async seenBy(
		attempt: Attempt,
		request: WireRequest,
		weather: Weather,
		timeout: number,
		signal: AbortSignal | undefined,
	): Promise<Seen> {
		return await new Promise<Seen>((resolve, reject) => {
			const end = (seen: Seen) => {
				signal?.removeEventListener('abort', abort);
				clearTimeout(timer);
				this.settle(attempt, seen);
				resolve(seen);
			};
			const abort = () => end({ error: { code: 'ERR_CANCELED' } });
			// The client's own patience begins anew with every byte.
			const timer = setTimeout(() => end({ error: { code: 'ECONNABORTED' } }), timeout);
			signal?.addEventListener('abort', abort, { once: true });
			this.coming(attempt, request, weather).then((shown) => {
				if (attempt.settled || shown === 'nothing') return;
				if (shown === 'drip') clearTimeout(timer);
				else end(shown);
			}, reject);
		});
	}

	private settle(attempt: Attempt, shown: Seen): void {
		if (attempt.settled) return;
		const settled: Settled = {
			at: this.time.now,
			seq: this.history.next(),
			tells: tells(attempt, shown),
			...('error' in shown ? { error: shown.error.code } : { status: shown.status }),
		};
		attempt.settled = settled;
		if (attempt.caller.isPoll && 'body' in shown) attempt.listed = listIn(shown);
		this.trace.settled(attempt, shown);
	}

	/** Notes that nobody learns the answers of a process that is dead. */
	lose(process: Caller['process']): void {
		for (const attempt of this.history.attempts) {
			if (attempt.caller.process !== process || attempt.settled) continue;
			this.settle(attempt, { error: { code: 'CRASH' } });
		}
	}

	/** What comes back over the wire; the provider does its part whoever still listens. */
	private async coming(attempt: Attempt, request: WireRequest, weather: Weather): Promise<Shown> {
		const { rule, there, back, name } = weather;
		const fault = rule && FAULTS[rule.kind];
		const effect = fault?.effect ?? 'yes';
		const delay = rule?.delay ?? (effect === 'late' ? LATE : SHORT);
		const shown = fault?.show?.({
			provider: attempt.provider,
			secrets: this.secrets[attempt.provider],
			...(rule?.retryAfter === undefined ? {} : { retryAfter: rule.retryAfter }),
		});
		if (effect === 'late') {
			void this.time.sleep(there + delay).then(async () => {
				// What was refused under its key in the meantime is not done any more.
				if (!this.judged.has(attempt.key!)) await this.server.serve(attempt, request);
			});
			if (shown !== 'nothing') await this.time.sleep(SHORT);
			return shown!;
		}
		await this.time.sleep(there);
		const done = JUDGING.includes(rule?.kind as FaultKind) && this.isDone(attempt);
		if (effect === 'no' && !done) {
			if (JUDGING.includes(rule!.kind) && attempt.key !== undefined) this.judged.add(attempt.key);
			if (shown === 'nothing' || shown === 'drip') return shown;
			await this.time.sleep(back + (rule?.delay ?? 0));
			return this.dated(attempt, shown!);
		}
		const saved = effect === 'savedInPlace' || effect === 'savedAfter' ? effect : undefined;
		const answer = await this.server.serve(attempt, request, saved);
		if (shown === 'nothing' || shown === 'drip') return shown;
		await this.time.sleep(back + (rule?.delay ?? 0));
		if (shown && !done) return this.dated(attempt, shown);
		const dated = this.dated(attempt, answer) as Answer;
		return fault && !saved ? spoiled(dated, rule.kind, name) : dated;
	}

	/** Whether the provider has done what it is asked for under this key: it gives the same answer then. */
	private isDone({ key }: Attempt): boolean {
		return key !== undefined && this.history.effects.some(({ attempt }) => attempt.key === key);
	}

	/** An answer tells what time it is at the provider. */
	private dated(attempt: Attempt, shown: Shown): Shown {
		if (typeof shown === 'string' || 'error' in shown) return shown;
		const { clock } = this.merchants.worlds[attempt.world][attempt.provider];
		return {
			...shown,
			headers: { ...shown.headers, date: new Date(clock.now()).toUTCString() },
		};
	}
}
