// Everything that must hold, whatever happened.
import type { Breach } from '../history';
import type { Played } from '../stage';
import { claimsOf } from './claims';
import { judgeEffects } from './effects';
import { judgeHealth, judgeMemory } from './health';
import { judgeLimits } from './limits';
import { judgeOrder } from './order';
import { judgePolls } from './polls';
import { judgeRecords } from './records';
import { judgeRows } from './rows';
import { judgeSecrets } from './secrets';
import { judgeStops } from './stops';
import { judgeWebhooks } from './webhooks';

/** The invariants that a scenario broke. */
export function judge(played: Played): Breach[] {
	const claims = claimsOf(played);
	return [
		...played.history.breaches,
		...judgeRows(played),
		...judgeEffects(played, claims),
		...judgeRecords(played, claims),
		...judgeOrder(played, claims),
		...judgeStops(played),
		...judgeLimits(played),
		...judgePolls(played),
		...judgeWebhooks(played),
		...judgeSecrets(played),
		...(played.runaway === undefined ? [...judgeHealth(played), ...judgeMemory(played)] : []),
	];
}
