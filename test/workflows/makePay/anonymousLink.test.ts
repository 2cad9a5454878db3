// The trap of MakePay's payment links: without keys it makes a link for nobody. makepay.md 3.3, D11.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import Fastify from 'fastify';
import { jsonOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const create: INodeParameters = {
	resource: 'paymentLink',
	operation: 'create',
	title: 'Order #1042',
	amount: '={{ $json.amount }}',
};
const requests = () => sandbox().makePay.requests;
const links = () => [...sandbox().makePay.state.links.values()];

describe('the anonymous-link trap (D11)', () => {
	test.each([{ keyId: '' }, { keyId: '  ' }, { keySecret: '' }, { keySecret: '\t' }])(
		'nothing is sent with %j in the credential, and the error says where to complete it',
		async (empty) => {
			// The trap is wide open: MakePay would make a link for nobody.
			sandbox().makePay.switches.anonymousNeedsSettlement = false;
			const credentials = { ...sandbox().makePay.credentials, ...empty };
			const rows = [{ amount: '1' }];
			const { error } = await run('makePay', create, rows, { ...errorOutput, credentials });
			expect(jsonOf(error)).toMatchObject([
				{
					details: {
						fields: [{ field: Object.keys(empty)[0] }],
						hint: expect.stringMatching(/credential/),
					},
				},
			]);
			expect(requests()).toEqual([]);
			expect(links()).toEqual([]);
		},
	);

	test.each(['beside the link', 'in the link'])(
		'an answer that says anonymous %s is an error and no link',
		async (where) => {
			const { app, baseUrl, answers } = await lyingMakePay(where);
			const credentials = { ...sandbox().makePay.credentials, baseUrl };
			const rows = [{ amount: '1' }];
			const more = { ...errorOutput, credentials };
			const { main, error } = await run('makePay', create, rows, more);
			await app.close();
			expect(main).toEqual([]);
			expect(error).toHaveLength(1);
			expect(JSON.stringify(error)).not.toContain('pay_nobody');
			expect(answers).toHaveLength(1);
		},
	);
});

/** A MakePay that lost the keys on the way and made an anonymous link. */
async function lyingMakePay(where: string) {
	const app = Fastify();
	const answers: unknown[] = [];
	const paymentLink = { uid: 'pay_nobody', publicUrl: 'https://www.makepay.io/payment/pay_nobody' };
	app.post('*', async (_request, reply) => {
		const answer: IDataObject = { ok: true, paymentLink };
		if (where === 'in the link') answer.paymentLink = { ...paymentLink, anonymous: true };
		else answer.anonymous = true;
		answers.push(answer);
		return await reply.code(201).send(answer);
	});
	const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
	return { app, baseUrl, answers };
}
