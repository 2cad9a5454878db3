// A run of the engine's room `deliver` without network and without n8n.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../nodes/Kwik/resources/customer/create';
import type { Operation } from '../../../nodes/shared/contract/operation';
import type { Provider } from '../../../nodes/shared/contract/provider';
import type { ProviderRequest } from '../../../nodes/shared/contract/request';
import { Ledger } from '../../../nodes/shared/deliver/ledger';
import type { Delivery } from '../../../nodes/shared/deliver/parcel';
import { Reconciler } from '../../../nodes/shared/deliver/reconcile';
import { Settlement, type ItemOutcome } from '../../../nodes/shared/deliver/settle';
import { fakeSender, type Answer } from './fakeSender';

/** A delivery of so many items to a provider that is a function. */
export function deliveryTo(
	provide: (request: ProviderRequest, count: number) => Answer | Promise<Answer>,
	{
		operation = create,
		continues = true,
		items = 100,
		ledger = new Ledger(),
		isRetry = false,
		...options
	}: Partial<{
		operation: Operation;
		continues: boolean;
		items: number;
		ledger: Ledger;
		isRetry: boolean;
		maxRetries: number;
		batchSize: number;
		provider: Provider;
	}> = {},
) {
	const fake = fakeSender(provide, options);
	const settlement = new Settlement(items, continues, fake.halt);
	const { sender } = fake;
	const delivery: Delivery = {
		operation,
		sender,
		settlement,
		ledger,
		isRetry,
		reconciler: operation.reconcile && new Reconciler(sender, operation.reconcile, ledger),
		batchSize: options.batchSize ?? 100,
		missed: new Map(),
	};
	/** What became of the items that were settled. */
	const outcomes = (): ItemOutcome[] => settlement.results(undefined).filter((outcome) => outcome);
	const ids = () => outcomes().map((outcome) => (outcome!.ok ? outcome!.value[0]!.id : undefined));
	return { ...fake, delivery, settlement, outcomes, ids };
}

/** The records a request asks to be stored. */
export const recordsOf = ({ body }: ProviderRequest) => body!.records as IDataObject[];
