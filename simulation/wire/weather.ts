// Which fault meets which request, and how long everything takes. All of it depends on the request's own number among
// those of its kind, so that a scenario keeps its meaning when the engine asks for something more or less elsewhere.
import { chanceOf } from '../random';
import type { ProviderName, World } from '../providers';
import type { FaultKind } from './faults';
import { WRITING, type Route } from './routes';

/** A fault, and the requests it meets. */
export interface FaultRule {
	kind: FaultKind;
	provider?: ProviderName;
	world?: World;
	/** One call of the provider; `write` all that change something, `read` all others. */
	route?: Route | 'write' | 'read';
	/** `poll` only those of polls, `run` only others. */
	by?: 'poll' | 'run';
	/** The requests it meets, by their numbers among those of its kind. */
	at?: number[];
	/** Or a share of them. */
	share?: number;
	/** And only between these times, in milliseconds since the start. */
	from?: number;
	until?: number;
	retryAfter?: string;
	/** How long it takes, where that matters, in milliseconds. */
	delay?: number;
}

/** What a scenario says about the way to the providers. */
export interface Climate {
	seed: string;
	/** Latency in milliseconds, there and back. */
	latency: { least: number; most: number };
	faults: FaultRule[];
	/** When everything is well again, in milliseconds since the start. */
	calmAfter: number;
}

/** A request as far as the weather is concerned. */
export interface Weathered {
	provider: ProviderName;
	world: World;
	route: Route;
	isPoll: boolean;
	sentAt: number;
}

export interface Weather {
	/** Milliseconds until the request arrives, and from its effect until the answer arrives. */
	there: number;
	back: number;
	rule: FaultRule | undefined;
	/** Names the request, for what is left to chance. */
	name: string;
}

/** Faults that hide what a list has. Only polls may meet them: of a look-up no client could make up for that. */
const HIDING: FaultKind[] = [
	'oneMissing',
	'othersRecord',
	'fieldsMissing',
	'someAbsent',
	'allAbsent',
];
/** Faults that only a list can meet. */
const OF_LISTS: FaultKind[] = ['someAbsent', 'allAbsent', 'keysReordered'];
/** What would tell a trigger of things that are not so. */
const MISLEADING: FaultKind[] = ['othersRecord', 'fieldsMissing', 'deepRecord', 'oneMissing'];

export class Forecast {
	private readonly counts = new Map<string, number>();

	constructor(private readonly climate: Climate) {}

	of(request: Weathered): Weather {
		const { provider, world, route, isPoll, sentAt } = request;
		const kind = `${provider} ${world} ${route} ${isPoll ? 'poll' : 'run'}`;
		const number = this.counts.get(kind) ?? 0;
		this.counts.set(kind, number + 1);
		const name = `${this.climate.seed} ${kind} ${number}`;
		const { least, most } = this.climate.latency;
		const part = (which: string) =>
			Math.round((least + chanceOf(name, which) * (most - least)) / 2);
		const calm = sentAt >= this.climate.calmAfter;
		const rule = calm
			? undefined
			: this.climate.faults.find(
					(candidate, i) => meets(candidate, request, number) && hits(candidate, name, i),
				);
		return { there: part('there'), back: part('back'), rule, name };
	}
}

function meets(rule: FaultRule, request: Weathered, number: number): boolean {
	const { provider, world, route, isPoll, sentAt } = request;
	const writes = WRITING.includes(route);
	if (rule.provider !== undefined && rule.provider !== provider) return false;
	if (rule.world !== undefined && rule.world !== world) return false;
	if (rule.by !== undefined && (rule.by === 'poll') !== isPoll) return false;
	if (rule.route === 'write' ? !writes : rule.route === 'read' ? writes : false) return false;
	if (!['write', 'read', undefined, route].includes(rule.route)) return false;
	if (sentAt < (rule.from ?? 0) || sentAt >= (rule.until ?? Infinity)) return false;
	if (!isPoll && !writes && HIDING.includes(rule.kind)) return false;
	if (isPoll && MISLEADING.includes(rule.kind)) return false;
	if (route !== 'list' && OF_LISTS.includes(rule.kind)) return false;
	return rule.at === undefined || rule.at.includes(number);
}

const hits = ({ share }: FaultRule, name: string, index: number) =>
	share === undefined || chanceOf(name, 'fault', index) < share;
