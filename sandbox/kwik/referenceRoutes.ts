// Kwik's reference data: lookups, payment methods, products (kwik.md 3.2–3.4).
import type { FastifyRequest } from 'fastify';
import { failure } from './errors';
import type { KwikSandbox } from './kwik';
import { LOOKUP_TYPES, type Lookup } from './lookups';
import { NO_QUERY_SCHEMA, type ApiVersion } from './schemas';

/** Adds the read-only reference endpoints of one version. */
export function addReferenceRoutes(kwik: KwikSandbox, version: ApiVersion): void {
	const { app, switches } = kwik;
	const schema = { querystring: NO_QUERY_SCHEMA };
	const shown = (lookups: readonly Lookup[]) => {
		const withEnum = version === '2.0' || switches.lookupEnumsInV1;
		return {
			status: true,
			lookups: withEnum ? lookups : lookups.map(({ enum: _enum, ...rest }) => rest),
		};
	};
	const reference = (request: FastifyRequest) => kwik.dataOf(request).reference;
	const ofType = (request: FastifyRequest, type: string) => {
		if (!LOOKUP_TYPES.has(type)) throw failure('006', switches);
		return reference(request).lookups.filter((entry) => entry.type === type);
	};

	// kwik.md 3.2: both path parts are optional.
	app.get(`/${version}/lookups`, { schema }, async (request) => shown(reference(request).lookups));
	app.get<{ Params: { type: string } }>(`/${version}/lookups/:type`, { schema }, async (request) =>
		shown(ofType(request, request.params.type)),
	);
	app.get<{ Params: { type: string; paymentMethod: string } }>(
		`/${version}/lookups/:type/:paymentMethod`,
		{ schema },
		async (request) => {
			const lookups = ofType(request, request.params.type);
			// The second part is documented for `bank_name` alone.
			if (request.params.type !== 'bank_name') throw failure('006', switches);
			const { paymentMethods } = reference(request);
			const method = paymentMethods.find(({ id }) => id === request.params.paymentMethod);
			if (!method) throw failure('007', switches);
			return shown(lookups.filter((entry) => method.banks.includes(entry.enum)));
		},
	);

	// kwik.md 3.4
	app.get(`/${version}/payment-methods`, { schema }, async (request) => ({
		status: true,
		payment_methods: reference(request).paymentMethods.map(
			({ banks: _banks, ...method }) => method,
		),
	}));

	// kwik.md 3.3: products are a V2 resource.
	if (version === '2.0') {
		app.get('/2.0/products/list', { schema }, async (request) => ({
			status: true,
			results: [...kwik.dataOf(request).products.values()],
		}));
	}
}
