// Plays a scenario: its acts go on side by side in virtual time, until all is over and everything is well again.
import { drawFrom } from './chance';
import { History } from './history';
import { playAgent, playMcp } from './acts/agents';
import { playChange } from './acts/changes';
import { playDeliveries } from './acts/deliveries';
import { playPolls } from './acts/polls';
import { probe } from './acts/probes';
import { playRun } from './acts/runs';
import { Host } from './n8n/host';
import type { Program } from './program';
import type { Merchants, ProviderName, Providers } from './providers';
import { Random } from './random';
import type { Act, Scenario } from './scenario';
import type { Played, Stage } from './stage';
import { Runaway, VirtualTime } from './time';
import { Trace } from './trace';
import { Forecast } from './wire/weather';
import { Wire } from './wire/wire';

/** Plays a scenario to its end. */
export async function play(
	scenario: Scenario,
	program: Program,
	merchants: Merchants,
	writeTrace = false,
): Promise<Played> {
	const time = new VirtualTime(scenario.start);
	const giveBack = drawFrom(new Random(`${scenario.seed} chance`));
	const { stackTraceLimit } = Error;
	// Most errors are part of the play, and nobody reads how they came about.
	if (!writeTrace) Error.stackTraceLimit = 2;
	const history = new History();
	const trace = new Trace(writeTrace);
	try {
		prepare(merchants, scenario);
		const wire = new Wire(time, merchants, new Forecast(scenario.climate), history, trace);
		const host = new Host(program, time, () => wire, history, trace);
		const played: Played = {
			scenario,
			history,
			trace,
			merchants,
			passes: [],
			calls: [],
			triggers: [],
			webhooks: [],
			probes: [],
			host,
			runaway: undefined,
			duration: 0,
		};
		const stage: Stage = { time, wire, history, trace, host, merchants, scenario, played };
		try {
			await time.until(all(stage));
		} catch (error) {
			if (!(error instanceof Runaway)) throw error;
			played.runaway = error.message;
		}
		played.duration = time.now;
		for (const { process } of host.processes) process.kill();
		return played;
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
		giveBack();
		time.end();
	}
}

async function all(stage: Stage): Promise<void> {
	await Promise.all(
		stage.scenario.acts.map(async (act, number) => {
			await stage.time.sleep(act.at);
			await perform(stage, act, number);
		}),
	);
	await probe(stage);
}

async function perform(stage: Stage, act: Act, number: number): Promise<void> {
	switch (act.do) {
		case 'run':
			return await playRun(stage, act, number);
		case 'agent':
			return await playAgent(stage, act, number);
		case 'mcp':
			return await playMcp(stage, act, number);
		case 'poll':
			return await playPolls(stage, act);
		case 'delivery':
			return await playDeliveries(stage, act);
		case 'change':
			return playChange(stage, act);
		case 'jump':
			return jump(stage, act.by);
		case 'restart':
			return await stage.host.restart(act.downFor);
	}
}

/** The machine's clock is set; those of the providers, which are told from it, stay right. */
function jump({ trace, time, merchants }: Stage, by: number): void {
	trace.say(() => `the machine's clock is set by ${by} ms`);
	time.jump(by);
	for (const world of merchants.worlds) {
		for (const { clock } of Object.values(world) as Array<Providers['kwik']>) clock.offsetMs -= by;
	}
}

/** Puts the stand-ins into the state that the scenario begins with. */
function prepare(merchants: Merchants, scenario: Scenario): void {
	merchants.reset();
	for (const world of merchants.worlds) {
		for (const name of Object.keys(world) as ProviderName[]) {
			const provider = world[name];
			provider.clock.offsetMs = scenario.drift[name];
			const limit = scenario.limits[name];
			if (limit) {
				provider.rateLimit = limit.perSecond;
				provider.rateLimitRetryAfter = limit.retryAfter;
			}
			Object.assign(provider.switches, scenario.switches[name]);
		}
		if (scenario.stored === 0) continue;
		world.kwik.state.seedCustomers(scenario.stored);
		world.smarterPay.state.seedLinks(scenario.stored);
		world.makePay.state.seedCustomers(scenario.stored);
		world.makePay.state.seedLinks(scenario.stored);
	}
}
