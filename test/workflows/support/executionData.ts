// The data an execution begins with, for every n8n that the tests run in.
import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteData, IRunExecutionData } from 'n8n-workflow';

/**
 * What n8n hands to an execution: the nodes to begin with, and the token that survives a retry. n8n-workflow has had a
 * maker for it since 1.121; older ones have it written out.
 */
export function executionData(
	nodeExecutionStack: IExecuteData[] = [],
	resumeToken?: string,
): IRunExecutionData {
	const token = resumeToken === undefined ? {} : { resumeToken };
	const { createRunExecutionData } = n8nWorkflow as Partial<typeof n8nWorkflow>;
	if (createRunExecutionData) {
		return createRunExecutionData({ executionData: { nodeExecutionStack }, ...token });
	}
	return {
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			nodeExecutionStack,
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
		...token,
	} as unknown as IRunExecutionData;
}
