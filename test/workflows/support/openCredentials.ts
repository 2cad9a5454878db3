// A stand-in for n8n's store of credentials.
import type { PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

/** n8n's credentials helper for one credential that lies open. */
export class OpenCredentials extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly data: object | (() => object),
	) {
		super();
	}
	override getParentTypes() {
		return [];
	}
	override isCredentialUsableByNode() {
		return true;
	}
	getOAuth2Options() {
		return undefined;
	}
	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	) {
		const { authenticate } = this.loader.getCredential(typeName).type;
		return await (authenticate as Extract<IAuthenticate, (...args: never[]) => unknown>)(
			credentials,
			request,
		);
	}
	override async preAuthentication() {
		return undefined;
	}
	override async runPreAuthentication() {
		return undefined;
	}
	override async getCredentials(): Promise<never> {
		throw new Error('The workflow tests have no stored credentials.');
	}
	override async getDecrypted() {
		const { data } = this;
		return (
			typeof data === 'function' ? (data as () => object)() : data
		) as ICredentialDataDecryptedObject;
	}
	override async updateCredentials() {}
	override async updateCredentialsOauthTokenData() {}
	override getCredentialsProperties() {
		return [];
	}
}
