// What an earlier row or an earlier change left behind does not pass for what is asked for now.
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { shortenWaits } from '../support/rows';
import { reset, useStandIn } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();
const run = async (parameters: INodeParameters, items = [{}], more = {}) =>
	await runNode({
		type: 'smarterPay',
		parameters: { resource: 'paymentLink', ...parameters },
		items,
		credentials: standIn.credentials('smarterPay'),
		onError: 'continueErrorOutput',
		...more,
	});

test('Reuse Open Link: after a row of which nobody knows, no row makes the same link', async () => {
	standIn.answering = ({ method }, response) =>
		method === 'GET' ? { payment_links: [] } : reset(response);
	const parameters = {
		operation: 'create',
		ecommercePage: 'EP1',
		customerAccountId: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
		options: { reuseOpenLink: true, maxRetries: 0 },
	};
	const rows = [{ customer: 'CA1' }, { customer: 'CA1' }];
	const { main, error } = await run(parameters, rows);
	expect(main).toEqual([]);
	expect(error.map(({ json }) => json.error)).toEqual([
		expect.not.stringMatching(/An earlier row/),
		expect.stringMatching(/^Row 2 .*An earlier row asks for the same/),
	]);
	expect(standIn.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
