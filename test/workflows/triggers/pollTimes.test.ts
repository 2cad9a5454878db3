// How often n8n asks a trigger that loads a whole list, before and after the user says so.
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { builtPackage } from '../support/builtPackage';

const DEFAULT = { item: [{ mode: 'everyX', value: 5, unit: 'minutes' }] };
const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

/** A trigger's parameters as n8n has them of what is stored: with defaults (to run) or without (to save). */
async function parametersOf(stored: INodeParameters, withDefaults: boolean) {
	const { description } = (await builtPackage()).getNode('kwikTrigger').type as {
		description: INodeTypeDescription;
	};
	const node = { typeVersion: 1, parameters: stored } as INode;
	const { properties } = description;
	return NodeHelpers.getNodeParameters(properties, stored, withDefaults, false, node, description);
}

test('the Kwik trigger is asked every five minutes unless the user says otherwise', async () => {
	expect(await parametersOf({}, true)).toMatchObject({ pollTimes: DEFAULT });
});

test.each([
	['every minute', EVERY_MINUTE],
	['every ten minutes', { item: [{ mode: 'everyX', value: 10, unit: 'minutes' }] }],
	['every five minutes', DEFAULT],
])('what the user says is kept: %s', async (_name, pollTimes) => {
	const saved = await parametersOf({ pollTimes }, false);
	const { pollTimes: run } = (await parametersOf(saved!, true))!;
	expect((run as typeof DEFAULT).item).toEqual([expect.objectContaining(pollTimes.item[0])]);
});
