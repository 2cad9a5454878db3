// What each operation gives out, as n8n shows it before a step has run: nodes/*/__schema__, made from runs.
import type { INodeProperties } from 'n8n-workflow';
import { builtPackage } from '../support/builtPackage';
import { expectGenerated } from '../support/generated';
import { FOLDERS, operationRuns } from '../support/operationRuns';
import { jsonOf, useSandbox, type ProviderName } from '../support/sandboxed';
import { schemaOf } from '../support/schemaOf';

const { sandbox, run } = useSandbox();
const RUNS = operationRuns(sandbox);

describe.each(Object.keys(FOLDERS) as ProviderName[])('%s', (type) => {
	const operationsOf = async (): Promise<string[]> => {
		const { properties } = (await builtPackage()).getNode(type).type.description as unknown as {
			properties: INodeProperties[];
		};
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options = [] }) =>
				(displayOptions!.show!.resource as string[]).flatMap((resource) =>
					options.map((option) => `${resource}/${String((option as { value: unknown }).value)}`),
				),
			)
			.sort();
	};

	test('every operation has a run here', async () => {
		expect(Object.keys(RUNS[type]).sort()).toEqual(await operationsOf());
	});

	test.each(Object.keys(RUNS[type]))('%s', async (name) => {
		const [resource, operation] = name.split('/') as [string, string];
		const parameters = { resource, operation, simplify: true, ...RUNS[type][name]!() };
		const { main, executionError } = await run(type, parameters);
		expect(executionError).toBeUndefined();
		expect(main.length).toBeGreaterThan(0);
		const schema = { ...schemaOf(jsonOf(main)), version: 1 };
		await expectGenerated(
			`nodes/${FOLDERS[type]}/__schema__/v1.0.0/${name}.json`,
			`${JSON.stringify(schema, null, '\t')}\n`,
		);
	});
});
