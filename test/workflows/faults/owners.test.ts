// Whose record is it: after a lost answer no row is given another's customer, whoever made that.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { shortenWaits } from '../support/rows';
import { reset, useStandIn } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const parameters: INodeParameters = {
	resource: 'customer',
	operation: 'create',
	reference: 'INV-7',
	personName: '={{ $json.name }}',
	personSurname: 'Customer',
	email: '={{ $json.email }}',
	simplify: false,
};
const alice = { name: 'Alice', email: 'alice@example.com' };
const bob = { name: 'Bob', email: 'bob@example.org' };

/** Creates the customer of a row in an execution of its own. */
const execute = async (row: IDataObject, id: string, credentials: object) =>
	await runNode({
		type: 'kwik',
		parameters,
		items: [row],
		credentials,
		execution: { id },
		onError: 'continueErrorOutput',
	});

/** Whose creation is lost, and whether it has its effect. */
const loseCreationsOf = (name: string, customers: KwikCustomers, withEffect = false) => {
	let lost = 0;
	standIn.answering = (request, response) => {
		const [record] = (request.body as { records?: IDataObject[] } | undefined)?.records ?? [];
		if (record?.person_name !== name || lost++ > 0) return customers.carryOut(request);
		if (withEffect) customers.carryOut(request);
		return reset(response);
	};
};

test('a customer that another execution made with the same reference is not given to this one', async () => {
	const customers = new KwikCustomers();
	loseCreationsOf('Bob', customers);
	const credentials = standIn.credentials('kwik');
	const first = await execute(alice, '1', credentials);
	const second = await execute(bob, '2', credentials);
	expect(first.main[0]!.json).toMatchObject({ id: 'cus_1', person_name: 'Alice' });
	expect(second.main[0]!.json).toMatchObject({ id: 'cus_2', person_name: 'Bob' });
});

test('nor where it was made on another machine', async () => {
	const customers = new KwikCustomers();
	customers.create({
		reference: 'INV-7',
		person_name: 'Alice',
		person_surname: 'Another',
		email: 'alice@example.com',
	});
	loseCreationsOf('Bob', customers);
	const { main } = await execute(bob, '2', standIn.credentials('kwik'));
	expect(main[0]!.json).toMatchObject({ id: 'cus_2', person_name: 'Bob' });
});

test('where part of it agrees it cannot be told: the row says so, and nothing is created twice', async () => {
	const customers = new KwikCustomers();
	customers.create({
		reference: 'INV-7',
		person_name: 'Alice',
		person_surname: 'Customer',
		email: 'alice@example.com',
	});
	loseCreationsOf('Bob', customers);
	const { main, error } = await execute(bob, '2', standIn.credentials('kwik'));
	expect(main).toEqual([]);
	expect(error[0]!.json).toMatchObject({
		message: expect.stringMatching(/is not known: look it up/),
		details: { retriable: false },
	});
	expect(customers.counts).toEqual({ 'INV-7': 1 });
});

test('a customer with equal fields that another execution owns is not this one', async () => {
	const customers = new KwikCustomers();
	const credentials = standIn.credentials('kwik');
	loseCreationsOf('nobody', customers);
	await execute(bob, '1', credentials);
	loseCreationsOf('Bob', customers);
	const { main } = await execute(bob, '2', credentials);
	expect(main[0]!.json.id).toBe('cus_2');
});

test('of two executions whose answers are lost, each finds its own', async () => {
	const customers = new KwikCustomers();
	let lost = 0;
	standIn.answering = (request, response) => {
		const answer = customers.carryOut(request);
		return request.method === 'POST' && lost++ < 2 ? reset(response) : answer;
	};
	const credentials = standIn.credentials('kwik');
	const both = await Promise.all([execute(bob, '1', credentials), execute(bob, '2', credentials)]);
	expect(both.map(({ main }) => main[0]!.json.id).sort()).toEqual(['cus_1', 'cus_2']);
	expect(customers.counts).toEqual({ 'INV-7': 2 });
});
