// A world in which a run gives the same ids, times and addresses every time, for the samples of the pages.
import crypto from 'node:crypto';
import { resolve, sep } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

/** Where the code of the stand-ins is. */
const SANDBOX = resolve(__dirname, '../../../sandbox') + sep;

/** The moment at which everything happens. */
const NOW = '2026-04-20T10:00:00.000Z';

/** Where the links of the samples lead: hosts of the providers' documents in place of the sandbox. */
const HOSTS = {
	kwik: 'https://pay.kwik.co.za',
	smarterPay: 'https://payments.example.com',
	makePay: 'https://makepay.io',
};

let drawn = 0;

/** Stops the clock, and draws the same random numbers from now on. Ended by `releaseWorld`. */
export function fixWorld(): void {
	drawn = 0;
	// Timers go on: only the date stands still.
	jest.useFakeTimers({
		now: new Date(NOW),
		doNotFake: [
			...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
			...(['clearImmediate', 'setInterval', 'clearInterval'] as const),
			...(['setTimeout', 'clearTimeout'] as const),
		],
	});
	const { randomBytes, randomUUID } = crypto;
	const bytes = (size: number) => {
		const block = crypto.createHash('sha512').update(`sample ${++drawn}`).digest();
		const blocks = Array.from({ length: Math.ceil(size / block.length) }, () => block);
		return Buffer.concat(blocks).subarray(0, size);
	};
	const uuid = () => {
		const hex = bytes(16).toString('hex');
		const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
		return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
	};
	// What others draw, and how often, depends on the moment.
	const ofSandbox = () => new Error().stack!.includes(SANDBOX);
	const drawBytes = (size: number) => (ofSandbox() ? bytes(size) : randomBytes(size));
	const drawUuid = () => (ofSandbox() ? uuid() : randomUUID());
	jest.spyOn(crypto, 'randomBytes').mockImplementation(drawBytes);
	jest.spyOn(crypto, 'randomUUID').mockImplementation(drawUuid as never);
}

/** Back to the real world. */
export function releaseWorld(): void {
	jest.restoreAllMocks();
	jest.useRealTimers();
}

/** An item with the provider's host in place of the sandbox's. */
export function asSample(item: IDataObject, provider: keyof typeof HOSTS): IDataObject {
	const text = JSON.stringify(item)
		.replace(/http:\/\/127\.0\.0\.1:\d+/g, HOSTS[provider])
		// They are some hundred characters long.
		.replace(/\b(setup|payment)=[^&"]{20,}/g, (_, name: string) => `${name}=SAMPLE`);
	return JSON.parse(text) as IDataObject;
}
