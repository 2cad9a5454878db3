// When everything is over and well again: one request to each account that was used, which must go through at once.
import type { IDataObject } from 'n8n-workflow';
import { nodeFor } from '../n8n/nodes';
import { runNode } from '../n8n/execution';
import { OPERATIONS, type OperationName } from '../operations';
import type { Stage } from '../stage';
import type { ProviderName } from '../providers';
import type { Account, NodeSettings } from '../scenario';

/** How long after everything, in milliseconds: longer than a provider is believed, and than a try may be late. */
const AFTER = 16 * 60_000;

const READS: Record<ProviderName, OperationName> = {
	kwik: 'kwikGetAll',
	smarterPay: 'smarterPayGetAll',
	makePay: 'makePayGetAll',
};

/** Asks each account for something. */
export async function probe(stage: Stage): Promise<void> {
	const { time, scenario, host, merchants, played } = stage;
	await time.sleep(Math.max(0, scenario.climate.calmAfter - time.now) + AFTER);
	for (const { provider, account } of accountsOf(stage)) {
		const operation = READS[provider];
		const settings: NodeSettings = {
			workflow: 'probe',
			node: 'probe',
			operation,
			account,
			style: 'column',
			volatile: false,
			apiVersion: '1.0',
			simplify: false,
			options: {},
			onError: 'stopWorkflow',
			retries: { maxTries: 2, waitBetweenTries: 1000 },
		};
		const { placed, nodeName, account: name, rate, timeout } = nodeFor(merchants, settings, false);
		const rows: IDataObject[] = [{ limit: 1 }];
		const from = time.now;
		const run = await runNode(stage, {
			execution: await host.execution('trigger', undefined),
			placed,
			nodeName,
			operation,
			act: -1,
			account: name,
			rate,
			timeout,
			rows,
			runIndex: 0,
		});
		played.probes.push({ provider, account, run, took: time.now - from });
	}
}

function accountsOf({ scenario }: Stage): Array<{ provider: ProviderName; account: Account }> {
	const found = new Map<string, { provider: ProviderName; account: Account }>();
	const add = (provider: ProviderName, account: Account) =>
		found.set(JSON.stringify([provider, account.world, account.keys]), { provider, account });
	for (const act of scenario.acts) {
		if ('settings' in act) add(OPERATIONS[act.settings.operation].provider, act.settings.account);
		if (act.do === 'poll') add(act.provider, act.account);
	}
	return [...found.values()];
}
