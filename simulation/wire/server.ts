// The stand-ins at work: one request after another, with the note of what each brought about.
import type { Attempt, History } from '../history';
import type { Merchants, Providers } from '../providers';
import type { VirtualTime } from '../time';
import type { Trace } from '../trace';
import { countsOf, effectsOf } from './effects';
import type { Answer } from './shown';
import type { WireRequest } from './transport';

export class Server {
	/** One request after another: a provider does each of them as a whole. */
	private last: Promise<unknown> = Promise.resolve();
	/** What the stand-in is to save under the key of the request it has in hand. */
	private saving: 'savedInPlace' | 'savedAfter' | undefined;

	constructor(
		private readonly time: VirtualTime,
		private readonly merchants: Merchants,
		private readonly history: History,
		private readonly trace: Trace,
	) {
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

	/** The provider does what it is asked for. */
	async serve(
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
}
