// What happens at the providers without us: customers come and change, links are visited, paid and ended.
import { SMARTER_PAY_PAGES } from '../../sandbox';
import type { Stage } from '../stage';
import type { ChangeAct } from '../scenario';

const HOUR = 3_600_000;

/** Changes something at a provider. */
export function playChange({ merchants, trace, time }: Stage, act: ChangeAct): void {
	const { kwik, smarterPay } = merchants.worlds[act.world];
	trace.say(() => `at ${act.provider}-${act.world}: ${act.what} ${act.which}`);
	if (act.provider === 'kwik') {
		const { state } = kwik;
		if (act.what === 'create') {
			state.addCustomer({
				reference: `EXT${Math.round(time.now)}`,
				person_name: 'External',
				person_surname: `Customer ${act.which}`,
				metadata: { plan: 'basic', source: { shop: 'web', page: 1 } },
			});
			return;
		}
		const customer = [...state.customers.values()][act.which % Math.max(1, state.customers.size)];
		if (!customer) return;
		Object.assign(customer, {
			contact_number: String(Math.round(time.now)),
			updated_at: state.timestamp(),
		});
		return;
	}
	const { state, clock } = smarterPay;
	if (act.what === 'create') {
		state.addLink(
			{ ecommerce_page: SMARTER_PAY_PAGES.open.id },
			{ createdAt: clock.now() - (act.age ?? 0) },
		);
		return;
	}
	const links = [...state.links.values()];
	const link = links[act.which % Math.max(1, links.length)];
	if (!link) return;
	const now = clock.now();
	if (act.what === 'expire') {
		link.endedByHand = true;
		link.expiresAt = now;
		return;
	}
	link.visitedAt ??= now - HOUR;
	if (act.what === 'complete') link.completedAt ??= now;
}
