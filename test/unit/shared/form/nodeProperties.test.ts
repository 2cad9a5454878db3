// What n8n's editor gets: only what it knows, with texts, in the right places.
import { isRequestField, walk } from '../../support/properties';
import { isProperty, nodes } from '../../support/nodeUnderTest';

const all = nodes.flatMap((node) =>
	node.description.properties.map((property) => ({ node, property })),
);
const operations = nodes.flatMap(({ provider, resources }) =>
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			name: `${provider.id} ${resource.value}.${operation.value}`,
			operation,
		})),
	),
);
const SMALL_WORDS =
	/^(a|an|and|as|at|but|by|for|from|if|in|into|nor|of|on|onto|or|per|the|to|with)$/;

/** Title Case as n8n's own lint rule has it: every word but the small ones begins with a capital. */
const isTitleCase = (text: string) =>
	text.split(' ').every((word, i) => /^[^a-z]/.test(word) || (i > 0 && SMALL_WORDS.test(word)));

test.each(nodes)('$description.name has the resources and operations of design 5', (node) => {
	const offered = node.resources.map(({ value, operations: list }) => [
		value,
		list.map((operation) => operation.value).sort(),
	]);
	const expected: Record<string, unknown> = {
		kwik: {
			customer: ['archive', 'create', 'get', 'getAll', 'update', 'upsert'],
			customerPortal: ['createLink'],
		},
		smarterPay: {
			customerAccount: ['create', 'get', 'update'],
			paymentLink: ['create', 'expire', 'get', 'getAll', 'update'],
		},
		makePay: {
			customer: ['getAll', 'upsert'],
			customerPortal: ['createLink'],
			paymentLink: ['create', 'get', 'getAll', 'sendEmail', 'update'],
			subscription: ['getAll'],
		},
	};
	expect(Object.fromEntries(offered)).toEqual(expected[node.description.name]);
});

test('every property but the selectors and the options belongs to an operation', () => {
	for (const { property } of all) {
		if (['resource', 'options'].includes(property.name)) continue;
		const { show } = property.displayOptions ?? {};
		expect(show?.resource).toHaveLength(1);
		if (property.name !== 'operation') expect(show?.operation).toHaveLength(1);
	}
});

test('limit keeps the condition of its own beside that of its operation', () => {
	const limits = all.filter(({ property }) => property.name === 'limit');
	expect(limits.length).toBeGreaterThan(2);
	for (const { property } of limits) {
		expect(property.displayOptions?.show).toMatchObject({ returnAll: [false] });
	}
});

test("nothing of the engine's own is handed to the editor", () => {
	for (const { property } of all) {
		for (const each of walk(property)) expect(each).not.toHaveProperty('rules');
	}
});

test('names are camelCase and unique among the properties shown together', () => {
	for (const { description, resources } of nodes) {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const names = description.properties
					.filter(({ displayOptions: { show } = {} }) => {
						const matches = (key: string, value: string) =>
							!show?.[key] || show[key]?.includes(value);
						return matches('resource', resource.value) && matches('operation', operation.value);
					})
					.map(({ name }) => name);
				expect(new Set(names).size).toBe(names.length);
				for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
			}
		}
	}
});

test('labels and option names are in Title Case', () => {
	const labels = all.flatMap(({ property }) =>
		walk(property).flatMap((each) => [
			each.displayName,
			...(each.options ?? []).flatMap((option) => (isProperty(option) ? [] : (option.name ?? []))),
		]),
	);
	expect(labels.length).toBeGreaterThan(100);
	expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
});

test('the entries of every collection and dropdown are in alphabetical order', () => {
	for (const { node, property } of all) {
		for (const each of walk(property)) {
			const names = (each.options ?? []).map((option) =>
				isProperty(option) ? option.displayName : option.name,
			);
			// Spans of time are in order of their length.
			if (names.length < 5 || /expirationTime/i.test(each.name)) continue;
			expect([node.description.name, each.name, ...names]).toEqual([
				node.description.name,
				each.name,
				...[...names].sort((a, b) => a.localeCompare(b)),
			]);
		}
	}
});

test.each(operations)('$name says what it does', ({ operation }) => {
	expect(operation.action).toMatch(/^[A-Z][a-z]/);
	expect(operation.description.length).toBeGreaterThan(15);
	expect(operation.name).toMatch(/^[A-Z]/);
});

test.each(operations)('$name simplifies exactly when it offers Simplify', ({ operation }) => {
	const offered = operation.properties.some(({ name }) => name === 'simplify');
	expect(offered).toBe(operation.simplify !== undefined);
});

test('every simplified link has the shared names first, at most ten in all', () => {
	for (const { operation } of operations) {
		if (!operation.simplify) continue;
		const sample = { customer: { urls: { customerPortal: 'https://makepay.io/x' } } };
		const keys = Object.keys(operation.simplify(sample));
		expect(keys.slice(0, 6)).toEqual([
			...['provider', 'id', 'url', 'status', 'customerId', 'expiresAt'],
		]);
		expect(keys.length).toBeLessThanOrEqual(10);
	}
});

test('every length that is checked is said in the description of its field', () => {
	for (const { operation } of operations) {
		for (const field of operation.properties.flatMap(walkFields)) {
			const { maxLength } = field.rules!;
			// The values of a dropdown are as long as they are.
			if (field.type === 'options' || maxLength === undefined || maxLength <= 2) continue;
			expect([field.name, field.description]).toEqual([
				field.name,
				expect.stringContaining(String(maxLength)),
			]);
		}
	}
});

function walkFields(field: Parameters<typeof isRequestField>[0]) {
	return walk(field).filter(isRequestField);
}
