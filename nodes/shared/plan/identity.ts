// Who asks for an effect: the same under n8n's own *Retry On Fail*, different for every other item, loop pass
// and execution. Idempotency keys and the memory of completed effects go by it.
import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProviderRequest } from '../contract/request';

/** Names one run of one node in one execution. */
export function runIdentity(context: IExecuteFunctions): string {
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return JSON.stringify([
		context.getWorkflow().id ?? '',
		context.getNode().id,
		context.getExecutionId(),
		$runIndex as number,
	]);
}

/**
 * Names the effect that one item asks for, in the form of a UUID.
 * @param round counts requests that were given up for good and asked for anew
 */
export function effectIdentity(
	run: string,
	itemIndex: number,
	{ method, path, body, record }: ProviderRequest,
	round = 0,
): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([run, itemIndex, method, path, body ?? record ?? null, round]))
		.digest('hex');
	return [8, 12, 16, 20, 32]
		.map((end, i, ends) => hash.slice(i === 0 ? 0 : ends[i - 1], end))
		.join('-');
}
