// Reading lists.
import { listIn } from '../../../../nodes/shared/contract/json';
import { readList } from '../../../../nodes/shared/send/sender';
import { answer, fakeSender, lost } from '../../support/fakeSender';

const LIST = { method: 'GET', path: '/1.0/customers/list' } as const;

test('a list is read from under its name', async () => {
	const { sender } = fakeSender(() => answer({ status: true, results: [{ id: 1 }] }));
	expect(await readList(sender, LIST, listIn('results'))).toMatchObject({
		ok: true,
		value: { records: [{ id: 1 }] },
	});
});

test('one that cannot be read has done nothing, even where its answer was lost', async () => {
	const { sender } = fakeSender(() => lost(), { maxRetries: 0 });
	expect(await readList(sender, LIST, listIn('results'))).toMatchObject({
		ok: false,
		failure: { effect: 'none', retriable: true },
	});
});
