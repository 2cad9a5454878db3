// What is given out is what is stored, and belongs to the row it is given to.
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { Breach, Effect } from '../history';
import { recordIdOf } from '../operations';
import type { Played } from '../stage';
import type { Claim } from './claims';

/** Judges the records that rows were given. */
export function judgeRecords(played: Played, claims: Claim[]): Breach[] {
	return claims.flatMap((claim) => {
		if (claim.kind !== 'done') return [];
		const wrong = otherCustomer(played, claim) ?? otherThanStored(played, claim);
		return wrong === undefined
			? []
			: [{ invariant: 'record', what: `${claim.pool} item ${claim.index}: ${wrong}` }];
	});
}

/** A link, or a customer, of somebody else. */
function otherCustomer(
	{ merchants }: Played,
	{ tested, record, row, by }: Claim,
): string | undefined {
	const { provider, resource, operation } = tested;
	if (operation === 'get' && record!.id !== row.customerId) {
		return `asked for ${String(row.customerId)}, got ${String(record!.id)}`;
	}
	if (resource !== 'customerPortal') return undefined;
	const wanted = row.customerId;
	if (provider === 'makePay') {
		const given = recordIdOf(tested, record!);
		return given === wanted ? undefined : `the portal of ${given} for ${String(wanted)}`;
	}
	const world = Number(/ (\d)\./.exec(by!.account)?.[1]);
	const link = merchants.worlds[world]!.kwik.state.portalLinks.get(String(record!.id));
	return link?.customerId === wanted
		? undefined
		: `the portal of ${link?.customerId ?? 'nobody'} for ${String(wanted)}`;
}

/** Fields that change by themselves, or that one call shows and another does not. */
const CHANGING = ['status', 'updated_at', 'updatedAt', 'visited_at', 'completed_at', 'expiry'];
/** What the stand-in never shows: put in on the way. */
const ADDED = ['more'];

function otherThanStored({ history }: Played, claim: Claim): string | undefined {
	const { tested, record } = claim;
	const id = recordIdOf(tested, record!);
	if (id === undefined || tested.repeat === 'reads' || tested.resource === 'customerPortal') {
		return undefined;
	}
	const stored = history.effects.filter(({ recordId }) => recordId === id);
	// What was never shown at the time may be shown later.
	if (stored.length === 0 || stored.some(({ record: shown }) => !shown)) return undefined;
	// A record that was changed meanwhile may be given out as it was at any of these times.
	const differences = stored.map((effect) => differing(effect, record!));
	const least = differences.sort((a, b) => a.length - b.length)[0]!;
	return least.length === 0 ? undefined : `${id} is stored otherwise: ${least.join(', ')}`;
}

function differing({ record }: Effect, given: IDataObject): string[] {
	const shown = 'provider' in given ? simplified(record!) : record!;
	return Object.keys(given).filter(
		(name) =>
			name in shown &&
			!CHANGING.includes(name) &&
			!ADDED.includes(name) &&
			!isDeepStrictEqual(shown[name], given[name]),
	);
}

/** The fields of a simplified record that can be compared as they are. */
function simplified(record: IDataObject): IDataObject {
	const { id, uid, url, publicUrl, amount, created_at, email } = record;
	// A customer.
	if ('email' in record && !('amount' in record)) return { id: uid ?? id, email };
	return {
		id: uid ?? id,
		url: publicUrl ?? url,
		amount,
		...(uid ? {} : { createdAt: created_at }),
	};
}
