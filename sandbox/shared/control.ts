// Control over HTTP for tests and demos in another process: `/__sandbox/…`, never counted as requests.
import type { FastifyRequest } from 'fastify';
import type { FaultRule } from './faults';
import type { AnyProvider } from './provider';
import { Refusal } from './refusal';

function objectBody(request: FastifyRequest): Record<string, unknown> {
	const { body } = request;
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
		return body as Record<string, unknown>;
	}
	throw new Refusal(400, { error: 'The body must be a JSON object.' });
}

function numberIn(body: Record<string, unknown>, name: string, maximum = 1_000_000): number {
	const value = body[name];
	if (typeof value === 'number' && Math.abs(value) <= maximum) return value;
	throw new Refusal(400, { error: `"${name}" must be a number of at most ${maximum}.` });
}

/** Runs something that explains itself when it throws. */
export function explained<T>(action: () => T): T {
	try {
		return action();
	} catch (error) {
		throw error instanceof Refusal ? error : new Refusal(400, { error: (error as Error).message });
	}
}

/** Adds the control routes every provider has. */
export function addControlRoutes(provider: AnyProvider): void {
	const { app } = provider;
	const overview = () => ({
		provider: provider.spec.name,
		url: provider.url,
		counts: provider.state.counts(),
		requests: provider.requests.length,
		pageRequests: provider.pageRequests.length,
		savedAnswers: provider.saved?.size ?? 0,
		faults: provider.faults.list(),
		settings: settings(),
	});
	const settings = () => ({
		latencyMs: provider.latencyMs,
		rateLimit: provider.rateLimit,
		rateLimitRetryAfter: provider.rateLimitRetryAfter,
		...provider.switches,
	});

	app.get('/__sandbox', async () => overview());
	app.get('/__sandbox/state', async () => provider.state.counts());
	app.get('/__sandbox/credentials', async () => provider.credentials);
	app.get('/__sandbox/requests', async () => provider.requests);
	app.get('/__sandbox/page-requests', async () => provider.pageRequests);
	app.get('/__sandbox/redirects', async () => provider.redirectsFollowed);
	app.post('/__sandbox/requests/clear', async () => {
		provider.requests.length = 0;
		provider.pageRequests.length = 0;
		provider.redirectsFollowed.length = 0;
		return { cleared: true };
	});
	app.post('/__sandbox/reset', async () => {
		provider.reset();
		return overview();
	});

	app.get('/__sandbox/faults', async () => provider.faults.list());
	app.post('/__sandbox/faults', async (request) => {
		const rule = objectBody(request) as unknown as FaultRule;
		explained(() => provider.faults.add(rule));
		return provider.faults.list();
	});
	app.post('/__sandbox/faults/clear', async () => {
		provider.faults.clear();
		return [];
	});

	app.get('/__sandbox/settings', async () => settings());
	app.post('/__sandbox/settings', async (request) => {
		const body = objectBody(request);
		explained(() => applySettings(provider, body));
		return settings();
	});
	app.post('/__sandbox/latency', async (request) => {
		explained(() => applySettings(provider, { latencyMs: numberIn(objectBody(request), 'ms') }));
		return settings();
	});
	app.post('/__sandbox/rate-limit', async (request) => {
		explained(() =>
			applySettings(provider, { rateLimit: numberIn(objectBody(request), 'perSecond') }),
		);
		return settings();
	});
	app.post('/__sandbox/clock', async (request) => {
		provider.clock.advance(numberIn(objectBody(request), 'advanceMs', 1e12));
		return { now: new Date(provider.clock.now()).toISOString() };
	});
	app.post('/__sandbox/seed', async (request) => {
		const body = objectBody(request);
		const seeder = Object.hasOwn(provider.state.seeders, String(body['kind']))
			? provider.state.seeders[String(body['kind'])]
			: undefined;
		if (!seeder) {
			const known = Object.keys(provider.state.seeders).join(', ');
			throw new Refusal(400, { error: `"kind" must be one of: ${known}.` });
		}
		seeder(numberIn(body, 'count'));
		return provider.state.counts();
	});
}

function applySettings(provider: AnyProvider, wanted: Record<string, unknown>): void {
	const { latencyMs, rateLimit, rateLimitRetryAfter, ...switches } = wanted;
	if (latencyMs !== undefined) {
		if (typeof latencyMs !== 'number' || !(latencyMs >= 0)) {
			throw new Error('"latencyMs" is a number of milliseconds.');
		}
		provider.latencyMs = latencyMs;
	}
	if (rateLimit !== undefined) provider.rateLimit = rateLimit as number;
	if (rateLimitRetryAfter !== undefined) {
		if (!['none', 'seconds', 'date'].includes(rateLimitRetryAfter as string)) {
			throw new Error('"rateLimitRetryAfter" is none, seconds or date.');
		}
		provider.rateLimitRetryAfter = rateLimitRetryAfter as 'none';
	}
	const defaults = provider.spec.switches as Record<string, unknown>;
	for (const [name, value] of Object.entries(switches)) {
		if (!Object.hasOwn(defaults, name)) throw new Error(`There is no setting "${name}".`);
		if (typeof value !== typeof defaults[name]) {
			throw new Error(`"${name}" is a ${typeof defaults[name]}.`);
		}
		(provider.switches as Record<string, unknown>)[name] = value;
	}
}
