// What the benchmark and its sandbox process say to each other.
import type { Sandbox } from '../sandbox';

export type ProviderName = 'kwik' | 'smarterPay' | 'makePay';

/** How the sandbox is to be for one run. */
export interface SandboxSetup {
	provider: ProviderName;
	latencyMs: number;
	/** Requests per second; 0 for no limit. */
	rateLimit: number;
	/** Records that are there before the run. */
	seed?: { kind: 'customers' | 'links'; count: number };
}

/** What a run leaves behind: `customers` by reference, `portalLinks` by the customer they are for. */
export type Effects = 'customers' | 'portalLinks' | 'none';

export interface TallyRequest {
	provider: ProviderName;
	effects: Effects;
	/** Keys of the effects there should be, each once. */
	expected: string[];
}

/** What the sandbox saw and holds after a run. */
export interface Tally {
	requests: number;
	/** Answered with 429. */
	refused: number;
	/** Accepted requests per second, from the first to the last one. */
	perSecond: number;
	maxInFlight: number;
	stored: number;
	duplicates: number;
	missing: number;
}

/** One request for a Kwik portal link. */
export interface LinkRequest {
	customerId: string;
	/** Milliseconds since 1970. */
	receivedAt: number;
	status: number | undefined;
}

export type Credentials = {
	[Name in ProviderName]: Sandbox[Name]['credentials'];
};

/** Commands by name: argument and result. */
export interface Commands {
	credentials: { argument: undefined; result: Credentials };
	/** Gives the ids of the seeded records, in order. */
	prepare: { argument: SandboxSetup; result: string[] };
	tally: { argument: TallyRequest; result: Tally };
	/** Every request for a Kwik portal link, oldest first. */
	linkRequests: { argument: undefined; result: LinkRequest[] };
}

export interface Question<Name extends keyof Commands = keyof Commands> {
	id: number;
	command: Name;
	argument: Commands[Name]['argument'];
}

export interface Answer {
	id: number;
	result?: unknown;
	error?: string;
}
