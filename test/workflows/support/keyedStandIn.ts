// Payment links in a stand-in that saves its answers under idempotency keys, failures too; one map of them.
import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { write, type Received } from './standIn';

interface Saved {
	status: number;
	body: IDataObject;
}

/** What becomes of a creation: its status, and whether the link is made all the same. */
export type Fate = { status: number; body: IDataObject; made: boolean } | undefined;

export class KeyedLinks {
	readonly links: IDataObject[] = [];
	private readonly saved = new Map<string, Saved>();
	/** What becomes of the next creations; an ordinary answer where there is nothing. */
	fateOf: (sent: IDataObject, count: number) => Fate = () => undefined;
	/** How the list writes a link. */
	written: (link: IDataObject) => IDataObject = (link) => link;
	/** Whether replays carry the provider's header. */
	marksReplays = true;
	/** How much earlier than now links seem to be made, in milliseconds. */
	behind = 0;
	private count = 0;

	constructor(private readonly type: 'smarterPay' | 'makePay') {}

	/** Answers a request. MakePay answers 201 to a first creation, and 200 to its repetition (makepay.md 6). */
	readonly answer = ({ method, path, headers, body }: Received, response: ServerResponse): void => {
		const { list, one, replay, repeated } = NAMES[this.type];
		if (method === 'GET' && path.endsWith(list.path))
			return write(response, 200, { [list.name]: this.links.map(this.written) });
		const id = path.split('/').at(-1)!;
		if (method === 'GET') return write(response, 200, { [one]: this.linkOf(id)! });
		const key = String(headers['idempotency-key']);
		const known = this.saved.get(key);
		const mark = this.marksReplays ? { [replay]: 'true' } : undefined;
		if (known) return write(response, repeated(known.status), known.body, mark);
		const now = method === 'POST' ? this.create(body as IDataObject) : this.change(id, body);
		this.saved.set(key, now);
		write(response, now.status, now.body);
	};

	linkOf(id: string): IDataObject | undefined {
		return this.links.find((link) => link.id === id);
	}

	private create(body: IDataObject): Saved {
		const sent = (body.payment_link ?? body.payload) as IDataObject;
		const fate = this.fateOf(sent, this.count++);
		const id = `link_${this.links.length + 1}`;
		const url = `https://pay.example/${id}`;
		const status = 'active';
		const { time, created } = NAMES[this.type];
		const created_at = time(new Date(Date.now() - this.behind).toISOString());
		const link = { id, uid: id, url, publicUrl: url, status, ...sent, created_at };
		if (!fate || fate.made) this.links.push(link);
		return fate ?? { status: created, body: { [NAMES[this.type].one]: { ...link } } };
	}

	private change(id: string, body: unknown): Saved {
		const { payment_link: sent = body } = body as IDataObject;
		const link = Object.assign(this.linkOf(id)!, sent);
		return { status: 200, body: { [NAMES[this.type].one]: { ...link } } };
	}
}

const NAMES = {
	smarterPay: {
		list: { path: '/paymentlinks', name: 'payment_links' },
		one: 'payment_link',
		replay: 'idempotency-replay',
		created: 200,
		repeated: (status: number) => status,
		time: (iso: string) => iso.slice(0, 19).replace('T', ' '),
	},
	makePay: {
		list: { path: '/payment-links', name: 'paymentLinks' },
		one: 'paymentLink',
		replay: 'idempotent-replayed',
		created: 201,
		repeated: (status: number) => (status === 201 ? 200 : status),
		time: (iso: string) => iso,
	},
};
