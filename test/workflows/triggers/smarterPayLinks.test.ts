// The SmarterPay trigger: events of payment links, read page by page, no older than Look Back Days. smarterpay.md 2.4.
import type { ApiRequest } from '../../../sandbox';
import { PolledTrigger } from '../support/contexts';
import { useSandbox } from '../support/sandboxed';

const { sandbox } = useSandbox();
const LINK_EVENTS = ['linkCompleted', 'linkCreated', 'linkExpired', 'linkVisited'];
const DAY = 86_400_000;

const smarterPayTrigger = (events = LINK_EVENTS, lookBackDays = 30) =>
	new PolledTrigger({
		type: 'smarterPayTrigger',
		parameters: { events, lookBackDays },
		credentials: sandbox().smarterPay.credentials,
	});

test('created, visited, completed and expired come once each, in this order for one link', async () => {
	const trigger = smarterPayTrigger();
	await trigger.poll();
	const [link] = sandbox().smarterPay.state.seedLinks(1);
	expect(await trigger.events()).toEqual([`linkCreated ${link!.id}`]);
	link!.visitedAt = Date.now();
	expect(await trigger.events()).toEqual([`linkVisited ${link!.id}`]);
	link!.completedAt = Date.now();
	expect(await trigger.events()).toEqual([`linkCompleted ${link!.id}`]);
	link!.endedByHand = true;
	expect(await trigger.events()).toEqual([`linkExpired ${link!.id}`]);
	expect(await trigger.events()).toEqual([]);
});

test('a link that was created, visited and completed between two polls gives all three', async () => {
	const trigger = smarterPayTrigger();
	await trigger.poll();
	const [link] = sandbox().smarterPay.state.seedLinks(1);
	Object.assign(link!, { visitedAt: Date.now(), completedAt: Date.now() });
	expect(await trigger.events()).toEqual(
		['linkCreated', 'linkVisited', 'linkCompleted'].map((event) => `${event} ${link!.id}`),
	);
});

test('a link that expires by itself is told', async () => {
	const trigger = smarterPayTrigger(['linkExpired']);
	const [link] = sandbox().smarterPay.state.seedLinks(1);
	link!.expiresAt = Date.now() + DAY;
	await trigger.poll();
	expect(await trigger.events()).toEqual([]);
	sandbox().smarterPay.clock.advance(2 * DAY);
	expect(await trigger.events()).toEqual([`linkExpired ${link!.id}`]);
});

test('1,200 links completed between two polls are 1,200 items, from three pages of 500', async () => {
	const links = sandbox().smarterPay.state.seedLinks(1200);
	const trigger = smarterPayTrigger(['linkCompleted']);
	await trigger.poll();
	for (const link of links) link.completedAt = Date.now();
	sandbox().smarterPay.requests.length = 0;
	expect(await trigger.events()).toEqual(links.map(({ id }) => `linkCompleted ${id}`));
	expect(sandbox().smarterPay.requests.map(({ query }) => query)).toEqual(
		[1, 2, 3].map((page) => ({
			limit: '500',
			page_no: String(page),
			sort_field: 'created_at',
			sort_order: 'desc',
		})),
	);
	expect(await trigger.events()).toEqual([]);
});

test('links made while the pages are read are neither missed nor told twice', async () => {
	const { state, faults } = sandbox().smarterPay;
	state.seedLinks(1100);
	const trigger = smarterPayTrigger(['linkCreated']);
	await trigger.poll();
	let seeded: Array<{ id: string }> = [];
	// When the second page is asked for, ten new links have pushed the older ones down.
	const whenSecondPage = ({ query }: ApiRequest) => {
		if (query.page_no === '2' && seeded.length === 0) seeded = state.seedLinks(10);
		return false;
	};
	faults.add({ route: '*', kind: 'hang', when: whenSecondPage });
	const told = [...(await trigger.events()), ...(await trigger.events())];
	expect(told.sort()).toEqual(seeded.map(({ id }) => `linkCreated ${id}`).sort());
});

test('a page that fails fails the whole poll, and nothing of it is told twice', async () => {
	const { state, faults } = sandbox().smarterPay;
	const trigger = smarterPayTrigger(['linkCreated']);
	await trigger.poll();
	const links = state.seedLinks(700);
	faults.add({
		route: '*',
		kind: 'refused-ok',
		times: 1,
		when: ({ query }) => query.page_no === '2',
	});
	await expect(trigger.poll()).rejects.toThrow(/refused/);
	expect(await trigger.events()).toEqual(links.map(({ id }) => `linkCreated ${id}`));
});

test('links older than Look Back Days are no longer watched, younger ones are', async () => {
	const [old, young] = sandbox().smarterPay.state.seedLinks(2);
	old!.createdAt = Date.now() - 11 * DAY;
	young!.createdAt = Date.now() - 9 * DAY;
	const trigger = smarterPayTrigger(['linkCompleted'], 10);
	await trigger.poll();
	old!.completedAt = young!.completedAt = Date.now();
	expect(await trigger.events()).toEqual([`linkCompleted ${young!.id}`]);
});

test.each([0, 3651, 1.5, 'soon'])('%p Look Back Days are refused', async (lookBackDays) => {
	const trigger = smarterPayTrigger(LINK_EVENTS, lookBackDays as number);
	await expect(trigger.poll()).rejects.toMatchObject({
		message: `Look Back Days "${lookBackDays}" is not a whole number of days from 1 to 3650`,
	});
	expect(sandbox().smarterPay.requests).toEqual([]);
});

test('a manual test with nothing to show says which events have not happened, and in how many days', async () => {
	sandbox().smarterPay.state.seedLinks(1);
	await expect(smarterPayTrigger(['linkCompleted']).poll('manual')).rejects.toMatchObject({
		message: 'No link was completed in the last 30 days',
	});
	await expect(
		smarterPayTrigger(['linkVisited', 'linkExpired'], 7).poll('manual'),
	).rejects.toMatchObject({ message: 'No link was visited or expired in the last 7 days' });
});
