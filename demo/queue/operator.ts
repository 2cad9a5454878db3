// What an operator does when a worker died and is back: retries what it was at, and sends again what it never began.
import { setTimeout as pause } from 'node:timers/promises';
import type { N8nClient } from '../../host/client';

/** What is to be put in order. */
export interface Damage {
	workflowId: string;
	/** How many executions were asked for. */
	sent: number;
	/** Ids of the executions that the dead worker was at, by its log. */
	cutOff: string[];
	/** Asks for an execution anew. @param nth which one, counted from 0 in the order in which they were asked for */
	sendAgain: (nth: number) => Promise<void>;
}

/** How it went. */
export interface Repair {
	retried: number;
	sentAgain: number;
	/** What did not end well, told for people; empty where all is well. */
	problems: string[];
}

interface Listed {
	id: string;
	status: string;
	mode: string;
}

const POLL_MS = 500;
/** When nothing else goes on for so long, a queued execution is one that a worker took to its grave. */
const QUIET_MS = 10_000;
const WITHIN_MS = 240_000;
const OPEN = ['new', 'running', 'waiting'];
const isOpen = ({ status }: Listed) => OPEN.includes(status);

/** Puts in order what a dead worker left, as soon as it is back, and waits until all executions are over. */
export async function repair(client: N8nClient, damage: Damage): Promise<Repair> {
	return await new Operator(client, damage).work();
}

class Operator {
	/** Executions that were seen to, with what went wrong there. */
	private readonly retries = new Map<string, Promise<string | undefined>>();
	private readonly sentAgain = new Set<string>();

	constructor(
		private readonly client: N8nClient,
		private readonly damage: Damage,
	) {}

	async work(): Promise<Repair> {
		const { workflowId, sent } = this.damage;
		const deadline = Date.now() + WITHIN_MS;
		let seen = '';
		let quietSince = Date.now();
		for (;;) {
			const all = (await this.client.executions(workflowId)).reverse();
			const first = all.filter(({ mode }) => mode !== 'retry');
			const now = JSON.stringify(all.map(({ id, status }) => [id, status]));
			if (now !== seen) [seen, quietSince] = [now, Date.now()];
			await this.seeTo(first, Date.now() - quietSince > QUIET_MS);
			const isOver = first.length >= sent + this.sentAgain.size && !first.some(this.isPending);
			if (isOver || Date.now() > deadline) return await this.outcome(first);
			await pause(POLL_MS);
		}
	}

	private readonly isPending = (one: Listed) =>
		isOpen(one) && !this.retries.has(one.id) && !this.sentAgain.has(one.id);

	private async seeTo(first: Listed[], isQuiet: boolean): Promise<void> {
		for (const [nth, one] of first.entries()) {
			const { id, status } = one;
			if (this.retries.has(id) || this.sentAgain.has(id)) continue;
			const isCutOff = this.damage.cutOff.includes(id);
			if (status === 'crashed' || (status === 'running' && isCutOff)) {
				this.retries.set(id, this.retry(id));
			}
			// n8n has no Retry for it, and no node of it has begun.
			if (status !== 'new' || !(isCutOff || isQuiet)) continue;
			this.sentAgain.add(id);
			await this.damage.sendAgain(nth);
		}
	}

	private async retry(id: string): Promise<string | undefined> {
		try {
			const { status, error } = await this.client.retry(id);
			return status === 'success'
				? undefined
				: `the retry of execution ${id} ended with ${status}: ${error?.message ?? ''}`;
		} catch (error) {
			return `execution ${id} could not be retried: ${(error as Error).message}`;
		}
	}

	private async outcome(first: Listed[]): Promise<Repair> {
		const failed = (await Promise.all(this.retries.values())).flatMap((problem) => problem ?? []);
		const others = first
			.filter(({ status }) => status !== 'success')
			.filter(({ id }) => !this.retries.has(id) && !this.sentAgain.has(id))
			.map(async (one) => `execution ${one.id} is ${one.status}${await this.reason(one)}`);
		return {
			retried: this.retries.size,
			sentAgain: this.sentAgain.size,
			problems: [...failed, ...(await Promise.all(others))],
		};
	}

	/** Why an execution ended as it did, as n8n stored it; nothing where it goes on or n8n kept nothing. */
	private async reason(one: Listed): Promise<string> {
		if (isOpen(one)) return ', after the time there was for it';
		const { error } = await this.client.finished(one.id);
		return error?.message ? `: ${error.message}` : ', and n8n kept no reason';
	}
}
