// The stand-ins of the providers in this process: two worlds of each, as a merchant has a test and a live account.
import {
	assembleKwik,
	assembleMakePay,
	assembleSmarterPay,
	type KwikSandbox,
	type MakePaySandbox,
	type SmarterPaySandbox,
} from '../sandbox';

/** Which of a merchant's two accounts. */
export type World = 0 | 1;
export const WORLDS: World[] = [0, 1];

export interface Providers {
	kwik: KwikSandbox;
	smarterPay: SmarterPaySandbox;
	makePay: MakePaySandbox;
}
export type ProviderName = keyof Providers;

/** Where a provider's world is reached. */
export const originOf = (name: ProviderName, world: World) =>
	`https://${name.toLowerCase()}-${world}.example`;

/** The stand-ins by the origins they are reached at; made once, put back before each scenario. */
export class Merchants {
	private constructor(readonly worlds: [Providers, Providers]) {}

	static async open(): Promise<Merchants> {
		const worlds = await Promise.all(
			WORLDS.map(async (world) => {
				const providers: Providers = {
					kwik: assembleKwik(),
					smarterPay: assembleSmarterPay(),
					makePay: assembleMakePay(),
				};
				for (const [name, provider] of Object.entries(providers)) {
					(provider as KwikSandbox).url = originOf(name as ProviderName, world);
					await (provider as KwikSandbox).app.ready();
				}
				return providers;
			}),
		);
		return new Merchants(worlds as [Providers, Providers]);
	}

	reset(): void {
		for (const world of this.worlds) {
			for (const provider of Object.values(world) as KwikSandbox[]) provider.reset();
		}
	}

	/** The stand-in an address leads to. */
	at(origin: string): { name: ProviderName; world: World } | undefined {
		for (const world of WORLDS) {
			for (const name of Object.keys(this.worlds[world]) as ProviderName[]) {
				if (originOf(name, world) === origin) return { name, world };
			}
		}
		return undefined;
	}
}

/** How often a credential was made anew with other keys; the records stay the same. */
export type KeyVersion = number;

/** The credential of an account. Blanks around a key are cut off by the nodes: so one account has several. */
export function credentialOf(
	{ worlds }: Merchants,
	name: ProviderName,
	world: World,
	version: KeyVersion,
): Record<string, string> {
	const credential = { ...worlds[world][name].credentials } as Record<string, string>;
	const key = { kwik: 'apiKey', smarterPay: 'accessToken', makePay: 'keyId' }[name];
	credential[key] += ' '.repeat(version);
	return credential;
}

/** What may never be shown: keys, tokens, and the forms in which they are sent. */
export function secretsOf({ worlds }: Merchants): Record<ProviderName, string[]> {
	const [{ kwik, smarterPay, makePay }] = worlds;
	const { apiKey, apiSecret } = kwik.credentials;
	const { keySecret, webhookSecret } = makePay.credentials;
	return {
		kwik: [apiSecret, Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')],
		smarterPay: [smarterPay.credentials.accessToken],
		makePay: [keySecret, webhookSecret],
	};
}
