// The sandbox: local stand-ins of Kwik, SmarterPay and MakePay, written from docs/providers/*.md.
import type { KwikSandbox } from './kwik/kwik';
import { assembleKwik, startKwik } from './kwik/start';
import type { MakePaySandbox } from './makePay/makePay';
import { assembleMakePay, startMakePay } from './makePay/start';
import type { SmarterPaySandbox } from './smarterPay/smarterPay';
import { assembleSmarterPay, startSmarterPay } from './smarterPay/start';

export { assembleKwik, assembleMakePay, assembleSmarterPay };
export type { KwikSandbox, MakePaySandbox, SmarterPaySandbox };
export type { ApiRequest } from './shared/apiRequest';
export { FAULT_KINDS, type FaultKind } from './shared/faultKinds';
export type { FaultRule, FiredFault } from './shared/faults';
export { PAGES as SMARTER_PAY_PAGES, pagesInWords } from './smarterPay/ecommercePages';
export { LOOKUPS as KWIK_LOOKUPS } from './kwik/lookups';
export type { WebhookOptions } from './makePay/webhookOptions';
export type { WebhookAnswer, WebhookAttempt } from './makePay/webhooks';

export interface SandboxOptions {
	/** Ports on 127.0.0.1; 0 or nothing takes a free one. */
	ports?: { kwik?: number; smarterPay?: number; makePay?: number };
}

export interface Sandbox {
	kwik: KwikSandbox;
	smarterPay: SmarterPaySandbox;
	makePay: MakePaySandbox;
	/** Back to the state after the start, all three. */
	reset(): void;
	/** Stops all three and closes every connection. */
	stop(): Promise<void>;
}

/**
 * Starts the three stand-ins on 127.0.0.1.
 * @throws the error of the first port that cannot be taken; the others are stopped again.
 */
export async function startSandbox({ ports = {} }: SandboxOptions = {}): Promise<Sandbox> {
	const started = await Promise.allSettled([
		startKwik(ports.kwik ?? 0),
		startSmarterPay(ports.smarterPay ?? 0),
		startMakePay(ports.makePay ?? 0),
	]);
	const [kwik, smarterPay, makePay] = started;
	const failed = started.find((result) => result.status === 'rejected');
	if (
		failed ||
		kwik.status !== 'fulfilled' ||
		smarterPay.status !== 'fulfilled' ||
		makePay.status !== 'fulfilled'
	) {
		await Promise.all(
			started.map(async (result) => {
				if (result.status === 'fulfilled') await result.value.stop();
			}),
		);
		throw failed?.reason;
	}
	const providers = { kwik: kwik.value, smarterPay: smarterPay.value, makePay: makePay.value };
	const all = Object.values(providers);
	return {
		...providers,
		reset: () => all.forEach((provider) => provider.reset()),
		stop: async () => {
			await Promise.all(all.map((provider) => provider.stop()));
		},
	};
}
