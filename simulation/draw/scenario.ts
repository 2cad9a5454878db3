// Draws a scenario from a seed.
import type { OperationName } from '../operations';
import { Random } from '../random';
import type { Act, Scenario } from '../scenario';
import { agentAct, changeAct, deliveryAct, mcpAct, pollAct, runAct, type Draw } from './acts';
import { climateOf, outageOf } from './faults';
import { accountOf, CREATING, WEIGHTS } from './nodes';
import { RowSource } from './rows';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Scenarios begin at any moment of some months, so that days, months and daylight saving change in them. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

/** What a scenario is mostly about. */
const SUBJECTS = {
	runs: 40,
	references: 16,
	retries: 14,
	tools: 11,
	triggers: 11,
	deliveries: 6,
	crowd: 1.2,
};

/** The scenario of a seed. */
export function drawScenario(seed: number): Scenario {
	const random = new Random(`scenario ${seed}`);
	const subject = random.weighted(SUBJECTS);
	const stored = random.weighted({ 0: 15, 2: 35, 5: 40, 9: 10 });
	const rows = new RowSource(
		random,
		Number(stored),
		subject === 'references' ? 0.55 : 0.15,
		random.chance(0.3) ? 0.12 : 0,
	);
	const draw: Draw = { random, rows, account: accountOf(random) };
	const acts = actsOf(draw, subject);
	const climate = climateOf(random, String(seed), subject === 'deliveries' ? 0 : 5);
	if (subject === 'crowd' || (subject === 'retries' && random.chance(0.5))) {
		climate.faults.unshift(outageOf(random));
	}
	return {
		seed: String(seed),
		start: FIRST_DAY + random.int(0, 300 * DAY),
		drift: {
			kwik: driftOf(random),
			smarterPay: driftOf(random),
			makePay: driftOf(random),
		},
		climate,
		switches: switchesOf(random),
		limits: limitsOf(random),
		stored: Number(stored),
		acts: [...acts, ...happenings(random)],
	};
}

function actsOf(draw: Draw, subject: keyof typeof SUBJECTS): Act[] {
	const { random } = draw;
	const any = (weights: Record<OperationName, number>) => random.weighted(weights);
	const creating = () => random.pick(CREATING);
	switch (subject) {
		case 'runs':
			return random.list(random.int(1, 3), (i) => runAct(draw, any(WEIGHTS), `w${i}`));
		case 'references': {
			const of = () => random.pick(['kwikCreate', 'kwikUpsert', 'kwikUpsert'] as const);
			const same = of();
			return random.list(random.int(2, 4), (i) => ({
				...runAct(draw, random.chance(0.7) ? same : of(), `w${i}`),
				at: random.int(0, 2000),
			}));
		}
		case 'retries':
			return random.list(random.int(1, 2), (i) => {
				const act = runAct(draw, creating(), `w${i}`);
				act.settings.volatile = random.chance(0.6);
				act.settings.retries ??= { maxTries: 3, waitBetweenTries: 1000 };
				return act;
			});
		case 'tools':
			return random.list(random.int(1, 2), (i) =>
				random.chance(0.6)
					? agentAct(draw, creating(), `w${i}`)
					: mcpAct(draw, creating(), `w${i}`),
			);
		case 'triggers': {
			const poll = pollAct(draw, 'w0');
			const changes = random.list(random.int(2, 9), () =>
				changeAct(random, poll, poll.polls * poll.every),
			);
			const runs = random.chance(0.3) ? [runAct(draw, any(WEIGHTS), 'w1')] : [];
			return [poll, ...changes, ...runs];
		}
		case 'deliveries':
			return [deliveryAct(draw, 'w0')];
		case 'crowd':
			return crowdOf(draw);
	}
}

/** Many executions at once, a row each, that n8n tries again. */
function crowdOf(draw: Draw): Act[] {
	const { random } = draw;
	const operation = random.pick(['kwikCreate', 'smarterPayCreate', 'makePayCreate'] as const);
	return random.list(random.int(24, 40), (i) => {
		const act = runAct(draw, operation, `w${i}`);
		const { settings } = act;
		settings.retries = { maxTries: 3, waitBetweenTries: 1000 };
		settings.volatile = true;
		settings.style = 'column';
		settings.options = { ...settings.options, maxRetries: random.int(0, 1), timeout: 2000 };
		delete settings.broken;
		return { ...act, at: random.int(0, 300), passes: [draw.rows.rows(operation, 1)], again: [] };
	});
}

function happenings(random: Random): Act[] {
	const found: Act[] = [];
	if (random.chance(0.12)) {
		const by = random.pick([-2 * HOUR, -60_000, -1000, 1000, 60_000, HOUR, DAY, -DAY]);
		found.push({ do: 'jump', at: random.int(0, 20_000), by });
	}
	if (random.chance(0.1)) {
		found.push({
			do: 'restart',
			at: random.int(0, 30_000),
			downFor: random.pick([0, 500, 10_000, 90_000]),
		});
	}
	return found;
}

function driftOf(random: Random): number {
	switch (random.weighted({ none: 60, some: 25, hours: 15 })) {
		case 'none':
			return 0;
		case 'some':
			return random.int(-5000, 5000);
		case 'hours':
			return random.int(-14, 14) * HOUR;
	}
}

function switchesOf(random: Random): Scenario['switches'] {
	return {
		kwik: {
			shuffleResults: random.chance(0.3),
			errorDetails: random.pick(['all', 'first', 'none']),
			maxBatchSize: random.pick([0, 0, 0, 3]),
			overMaxBatchSize: random.pick(['http-413', 'code-002']),
			failureHttpStatus: random.pick(['mock', 'ok']),
			dateBounds: random.pick(['exclusive', 'inclusive']),
		},
		smarterPay: {
			errorForm: random.pick(['json', 'wcf-html']),
			keyReuseStatus: random.pick([422, 409, 400]),
			expireAnswer: random.pick(['expired', 'active']),
		},
		makePay: {
			keyReuseStatus: random.pick([409, 422, 400]),
			metadataOnUpsert: random.pick(['replace', 'merge']),
		},
	};
}

function limitsOf(random: Random): Scenario['limits'] {
	if (!random.chance(0.15)) return {};
	const limit = () => ({
		perSecond: random.int(2, 20),
		retryAfter: random.pick(['none', 'seconds', 'date'] as const),
	});
	return { kwik: limit(), smarterPay: limit(), makePay: limit() };
}
