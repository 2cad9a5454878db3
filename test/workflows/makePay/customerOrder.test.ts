// MakePay customers with the same email, in any case: the later row holds, whatever happens to the earlier one.
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { shortenWaits } from '../support/rows';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

test('the first row is answered 503 once, and the second row holds all the same', async () => {
	const names = new Map<string, string>();
	let busy = true;
	standIn.answering = ({ body }, response) => {
		const { email, name } = body as { email: string; name: string };
		if (name === 'first' && busy) {
			busy = false;
			return write(response, 503, 'busy');
		}
		names.set(email.toLowerCase(), name);
		return { ok: true, customer: { uid: `cus_${email.toLowerCase()}`, name } };
	};
	const parameters: INodeParameters = {
		resource: 'customer',
		operation: 'upsert',
		email: '={{ $json.email }}',
		additionalFields: { name: '={{ $json.name }}' },
	};
	const items = [
		{ email: 'Buyer@example.com', name: 'first' },
		{ email: 'buyer@EXAMPLE.com', name: 'second' },
		{ email: 'other@example.com', name: 'other' },
	];
	const result = await runNode({
		type: 'makePay',
		parameters,
		items,
		credentials: standIn.credentials('makePay'),
	});
	expect(result.main.map(({ json }) => json.name)).toEqual(['first', 'second', 'other']);
	expect(Object.fromEntries(names)).toEqual({
		'buyer@example.com': 'second',
		'other@example.com': 'other',
	});
});
