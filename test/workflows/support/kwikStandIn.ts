// Kwik's customers in a stand-in: created, listed and updated, one map of them.
import type { IDataObject } from 'n8n-workflow';
import type { Received } from './standIn';

/** Kwik's times are GMT+2, in whole seconds. */
export const kwikTime = (moment = Date.now()) =>
	new Date(moment + 7_200_000).toISOString().slice(0, 19).replace('T', ' ');

export class KwikCustomers {
	readonly stored: IDataObject[] = [];

	/** Carries out a request of the customers API. */
	carryOut({ method, path, body }: Received): IDataObject {
		if (method === 'GET') return { status: true, results: this.stored };
		const { records } = body as { records: IDataObject[] };
		return {
			status: true,
			results: records.map((record) =>
				path.endsWith('/update') ? this.update(record) : this.create(record),
			),
		};
	}

	create(record: IDataObject): IDataObject {
		const created = { id: `cus_${this.stored.length + 1}`, ...record, created_at: kwikTime() };
		this.stored.push(created);
		return created;
	}

	private update(record: IDataObject): IDataObject {
		return Object.assign(
			this.stored.find(({ id }) => id === record.id)!,
			record,
		);
	}

	/** How many customers there are with each reference. */
	get counts(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { reference } of this.stored)
			counts[String(reference)] = (counts[String(reference)] ?? 0) + 1;
		return counts;
	}
}
