// The tables of codes: what the nodes make of an answer or of an error of the network that carries one.
import type { Failure } from '../../nodes/shared/contract/failure';
import type { Provider } from '../../nodes/shared/contract/provider';
import { responseFailure } from '../../nodes/shared/send/answers';
import { networkFailure } from '../../nodes/shared/send/network';
import { ADVICE } from './advice';
import { code, table } from './markdown';

/** HTTP statuses that have an advice of their own somewhere, and those that stand for their kind. */
const STATUSES = [302, 400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504];
/** Codes of the network, each with what a connection may meet. */
const NETWORK_CODES =
	'ECONNREFUSED EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN ECONNRESET EPIPE ECONNABORTED ETIMEDOUT CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_TLS_CERT_ALTNAME_INVALID'.split(
		' ',
	);

/** A provider, the codes that its documents name, and an answer in its form that carries one. */
export interface ProviderCodes {
	provider: Provider;
	codes: string[];
	answer: (code: string) => { statusCode: number; body: object };
}

/** What the node makes of an answer. */
function failureOf(provider: Provider, statusCode: number, body: object): Failure {
	return responseFailure(provider, { statusCode, headers: {}, body }, [])!;
}

/** A row of a table of codes. The words of the provider follow the colon. */
function codeRow(name: string, { message, hint, retriable }: Failure): string[] {
	return [code(name), message.replace(/: [^:]*$/, ': …'), hint!, retriable ? 'yes' : 'no'];
}

const HEAD = ['What the node says', 'What to do', 'May succeed later'];

/** The rows of the HTTP statuses of a provider. */
function statusRows(provider: Provider): string[][] {
	return STATUSES.map((status) => codeRow(String(status), failureOf(provider, status, {})));
}

const asAny = (row: string[], { name }: Provider) =>
	row.map((text) => text.replaceAll(name, '‹provider›'));

/** Whether every provider brings the same for a status. */
function alike(providers: Provider[], index: number): boolean {
	const rows = providers.map((one) => asAny(statusRows(one)[index]!, one).join());
	return new Set(rows).size === 1;
}

/** The tables of the providers' codes. */
export function codesPart(all: ProviderCodes[]): string[] {
	const providers = all.map(({ provider }) => provider);
	const [first] = providers;
	const common = STATUSES.map((_, index) => index).filter((index) => alike(providers, index));
	const own = all.flatMap(({ provider, codes, answer }) => {
		const byCode = codes.map((name) => {
			const { statusCode, body } = answer(name);
			return codeRow(name, failureOf(provider, statusCode, body));
		});
		const byStatus = statusRows(provider).filter((_, index) => !common.includes(index));
		return [
			`### ${provider.name}`,
			'',
			...(codes.length > 0
				? [`Codes of ${provider.name}, in \`code\`:`, '', ...table(['Code', ...HEAD], byCode)]
				: [`${provider.name} documents no codes of its own.`, '']),
			'HTTP statuses, in `httpCode`, where there is no such code:',
			'',
			...table(['Status', ...HEAD], byStatus),
		];
	});
	return [
		...own,
		'### At all providers',
		'',
		'HTTP statuses, in `httpCode`:',
		'',
		...table(
			['Status', ...HEAD],
			common.map((index) => asAny(statusRows(first!)[index]!, first!)),
		),
	];
}

/** The table of the codes of the network. */
export function networkPart(provider: Provider): string[] {
	const rows = NETWORK_CODES.map((name) => {
		const failure = networkFailure(provider, { code: name, syscall: 'connect' }, [], 30_000);
		return [
			code(name),
			failure.message.replace(provider.name, '‹provider›'),
			ADVICE[failure.message.replace(`${provider.name} `, '')] ?? failure.hint!,
		];
	});
	return [
		'### The network',
		'',
		'There was no answer at all. `code` has the code of the network, `httpCode` is `null`.',
		'',
		...table(['Code', 'What the node says', 'What to do'], rows),
	];
}
