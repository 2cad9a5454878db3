// The steps every API request passes: recording, latency, rate limit, faults, keys, saved answers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendBounded, type ApiRequest } from './apiRequest';
import type { Exchange } from './exchange';
import { faultAfter, faultBefore } from './faultAnswers';
import type { AnyProvider } from './provider';
import { Refusal, sendRefusal } from './refusal';
import { isSchemaFailure } from './schema';

const REDIRECT_TARGET = '/redirect-target';
const wait = (ms: number) =>
	new Promise<void>((resolve) => {
		setTimeout(resolve, ms).unref();
	});

function recordOf(request: FastifyRequest): ApiRequest {
	return {
		method: request.method,
		path: request.originalUrl.split('?')[0] ?? '',
		query: request.query as Record<string, unknown>,
		headers: { ...request.headers },
		body: undefined,
		rawBody: '',
		receivedAt: Date.now(),
		status: undefined,
		inFlight: 0,
	};
}

/** Attaches the steps to a provider's app. */
export function addPipeline(provider: AnyProvider): void {
	const { app, spec } = provider;
	let inFlight = 0;
	const refuse = (reason: Parameters<typeof spec.refuse>[0]) =>
		spec.refuse(reason, provider.switches);
	const forms = {
		refusedOk: () => spec.refusedOk(),
		rateLimited: () => refuse('rate-limited'),
		internal: () => refuse('internal'),
		redirectTarget: REDIRECT_TARGET,
	};

	app.decorateRequest('exchange', null);
	app.decorateRequest('rawText', '');
	app.decorateRequest('badJson', false);

	app.addHook('onRequest', (request, reply, done) => {
		const path = request.url.split('?')[0] ?? '';
		if (path.startsWith('/__sandbox') || path.startsWith(REDIRECT_TARGET)) return done();
		const record = recordOf(request);
		const apiPath = spec.apiPath(path);
		if (apiPath === undefined) {
			appendBounded(provider.pageRequests, record);
			reply.raw.once('finish', () => (record.status = reply.raw.statusCode));
			return done();
		}
		record.inFlight = ++inFlight;
		appendBounded(provider.requests, record);
		request.exchange = {
			record,
			apiPath,
			rateLimited: !provider.limiter.take(),
			reachedRoute: false,
			saveFailure: false,
		};
		// Answered ('finish') or given up ('close' alone): either way it is no longer in flight, once.
		let open = true;
		const settle = (status: number | undefined) => {
			if (open) inFlight -= 1;
			if (open) record.status = status;
			open = false;
		};
		reply.raw.once('finish', () => settle(reply.raw.statusCode));
		reply.raw.once('close', () => settle(undefined));
		done();
	});

	app.addHook('preValidation', async (request, reply) => {
		const { exchange } = request;
		if (!exchange) return;
		exchange.record.body = request.body;
		exchange.record.rawBody = request.rawText;
		if (!exchange.rateLimited) meetFault(exchange);
		const latency = provider.latencyMs + (exchange.fault?.rule.latencyMs ?? 0);
		if (latency > 0) await wait(latency);
		if (exchange.rateLimited) throw limited();
		if (exchange.fault && faultBefore(request, reply, exchange.fault.rule, forms)) return reply;
		spec.authorize(request, provider.switches);
		const replayed = replay(request, reply);
		if (replayed) return replayed;
		exchange.reachedRoute = true;
		if (request.badJson) throw refuse('bad-json');
	});

	app.addHook('onSend', (request, reply, payload, done) => {
		const { exchange } = request;
		if (!exchange) return done();
		saveAnswer(request, reply, payload);
		const struck = exchange.fault;
		if (!struck) return done();
		const spoiled = faultAfter(request, reply, struck.rule, payload);
		// Nothing to send: the hook never ends, and the connection is closed by whoever loses patience. Without
		// the hijack Fastify would take a replay in `preValidation` for unanswered and run the route after it.
		if (spoiled === undefined) reply.hijack();
		else {
			if (exchange.saveFailure && spoiled !== payload) saveAnswer(request, reply, spoiled);
			done(null, spoiled);
		}
	});

	app.setErrorHandler((error, request, reply) => {
		if (error instanceof Refusal) return sendRefusal(reply, error);
		if (isSchemaFailure(error)) {
			return sendRefusal(reply, spec.refuseSchema(error, request, provider.switches));
		}
		const { code, statusCode } = error as { code?: string; statusCode?: number };
		if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return sendRefusal(reply, refuse('too-large'));
		if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return sendRefusal(reply, refuse('media-type'));
		if (statusCode && statusCode < 500) return sendRefusal(reply, refuse('bad-json'));
		console.error(`The ${spec.name} sandbox has a bug:`, error);
		return sendRefusal(reply, refuse('internal'));
	});
	app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refuse('unknown-path')));

	app.all(`${REDIRECT_TARGET}*`, async (request) => {
		const { method, url, headers } = request;
		provider.redirectsFollowed.push({ method, url, headers: { ...headers } });
		return {};
	});

	function meetFault(exchange: Exchange): void {
		exchange.fault = provider.faults.strike(exchange.record, exchange.apiPath);
		if (!exchange.fault) return;
		exchange.record.fault = exchange.fault.rule.kind;
		exchange.saveFailure = exchange.fault.rule.savedFailure === true;
	}

	function limited(): Refusal {
		const { status, body } = refuse('rate-limited');
		if (provider.rateLimitRetryAfter === 'none') return new Refusal(status, body);
		const value =
			provider.rateLimitRetryAfter === 'seconds'
				? '1'
				: new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
		return new Refusal(status, body, { 'retry-after': value });
	}

	function replay(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
		const store = provider.saved;
		const key = store?.keyOf(request);
		if (!store || key === undefined) return undefined;
		if (!store.rules.keyForm.test(key)) throw refuse('idempotency-key-invalid');
		const found = store.find(request, key);
		if (!found) return undefined;
		if (found === 'other-request') throw refuse('idempotency-key-reused');
		if (request.exchange) request.exchange.record.replayed = true;
		return reply
			.code(store.rules.replayStatus(found.status))
			.header(store.rules.replayHeader, 'true')
			.type(found.contentType)
			.send(found.payload);
	}

	// The endpoint's own answer is saved, whatever then happens to it on the wire; a failure made by a fault
	// before the effect is not, unless the fault says so.
	function saveAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
		const store = provider.saved;
		const { exchange } = request;
		if (!store || !exchange || typeof payload !== 'string') return;
		const key = store.keyOf(request);
		if (key === undefined || !store.rules.keyForm.test(key)) return;
		const own = exchange.reachedRoute && store.rules.saves(reply.statusCode);
		if (!own && !exchange.saveFailure) return;
		const contentType = String(reply.getHeader('content-type') ?? 'application/json');
		store.save(request, key, { status: reply.statusCode, contentType, payload });
	}
}
