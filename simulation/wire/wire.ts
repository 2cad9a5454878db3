// The wire between the nodes and the stand-ins: latency, faults, and the note of what every request did.
import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import type { Attempt, Caller, History, Settled } from '../history';
import type { Merchants, ProviderName, Providers } from '../providers';
import { secretsOf } from '../providers';
import type { VirtualTime } from '../time';
import type { Trace } from '../trace';
import { countsOf, effectsOf } from './effects';
import { FAULTS, type FaultKind } from './faults';
import { spoiled } from './odd';
import { routeOf, tagsOf } from './routes';
import type { Answer, NetworkError, Shown } from './shown';
import { requestOf, responseOf, thrownBy, type WireRequest } from './transport';
import type { Forecast, Weather } from './weather';

/** How long a fault takes to show where its rule does not say, in milliseconds. */
const SHORT = 300;
/** When an effect comes that comes late. */
const LATE = 20_000;

/** Refusals of the request itself: where it was done before under its key, that answer comes instead. */
const JUDGING: FaultKind[] = ['refusedOk', 'badRequest', 'deepRefusal', 'echoRefusal'];

/** How a request ends for its sender. */
export type Seen = Answer | { error: NetworkError };

export class Wire {
	/** One request after another: a provider does each of them as a whole. */
	private last: Promise<unknown> = Promise.resolve();
	/** What the stand-in is to save under the key of the request it has in hand. */
	private saving: 'savedInPlace' | 'savedAfter' | undefined;
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
		for (const world of merchants.worlds) {
			for (const { faults } of [world.smarterPay, world.makePay, world.kwik]) {
				const when = (effect: string) => () => this.saving === effect;
				faults.add({
					route: '*',
					kind: 'error-json',
					savedFailure: true,
					when: when('savedInPlace'),
				});
				faults.add({
					route: '*',
					kind: 'unavailable-after',
					savedFailure: true,
					when: when('savedAfter'),
				});
			}
		}
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
				if (!this.judged.has(attempt.key!)) await this.serve(attempt, request);
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
		const answer = await this.serve(attempt, request, saved);
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

	/** The provider does what it is asked for. */
	private async serve(
		attempt: Attempt,
		request: WireRequest,
		saved?: 'savedInPlace' | 'savedAfter',
	): Promise<Answer> {
		const turn = this.last.then(async () => await this.serveNow(attempt, request, saved));
		this.last = turn.catch(() => {});
		return await turn;
	}

	private async serveNow(
		attempt: Attempt,
		{ method, path, query, headers, payload }: WireRequest,
		saved?: 'savedInPlace' | 'savedAfter',
	): Promise<Answer> {
		const providers: Providers = this.merchants.worlds[attempt.world];
		const before = countsOf(providers, attempt);
		this.saving = saved;
		const response = await this.time.atOnce(
			async () =>
				await providers[attempt.provider].app.inject({
					method: method as 'GET',
					url: path + query,
					headers,
					...(payload === undefined ? {} : { payload }),
				}),
		);
		this.saving = undefined;
		attempt.servedAt = this.time.now;
		attempt.servedSeq = this.history.next();
		const answer: Answer = {
			status: response.statusCode,
			headers: response.headers as Answer['headers'],
			body: response.payload,
		};
		attempt.replayed =
			response.headers['idempotency-replay'] === 'true' ||
			response.headers['idempotent-replayed'] === 'true';
		const hidden = saved === 'savedAfter' && answer.status === 503;
		for (const brought of effectsOf(providers, attempt, before, answer, hidden)) {
			const effect = {
				...brought,
				at: attempt.servedAt,
				seq: this.history.next(),
				attempt,
			};
			attempt.effects.push(effect);
			this.history.effects.push(effect);
		}
		this.trace.served(attempt, answer);
		return answer;
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

/** Network errors after which it is certain that nothing was sent. */
const NOTHING_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED'];
/** What a sender sees who does not wait for the end. */
const GIVEN_UP = ['ERR_CANCELED', 'ECONNABORTED', 'CRASH'];
const CONNECTING: FaultKind[] = ['unreachable', 'noConnection'];
/** Changed answers that tell all the same. */
const HARMLESS: FaultKind[] = ['shuffled', 'oddDate', 'noDate', 'keysReordered', 'deepRecord'];

/** Whether what the sender saw tells what came of its request. */
function tells({ fault }: Attempt, shown: Seen): boolean {
	const kind = fault as FaultKind | undefined;
	if ('error' in shown) {
		const { code } = shown.error;
		return NOTHING_SENT.includes(code) || (CONNECTING.includes(kind!) && !GIVEN_UP.includes(code));
	}
	const { status, body } = shown;
	if (status === 408 || status >= 500 || (status >= 300 && status < 400)) return false;
	if (status >= 400) return true;
	if (!body.startsWith('{') || !isJson(body)) return false;
	return kind === undefined || HARMLESS.includes(kind) || FAULTS[kind].effect === 'no';
}

/** The records of a list as they were shown; nothing where the answer is none. */
function listIn({ status, body }: Answer): IDataObject[] | undefined {
	if (status !== 200 || !isJson(body)) return undefined;
	const { results, payment_links, status: ok } = JSON.parse(body) as IDataObject;
	const list = results ?? payment_links;
	if (!Array.isArray(list) || ok === false) return undefined;
	return (list as Array<IDataObject | null>).filter((record) => record !== null);
}

function isJson(body: string): boolean {
	try {
		return typeof (JSON.parse(body) as IDataObject) === 'object';
	} catch {
		return false;
	}
}
