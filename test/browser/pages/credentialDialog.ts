// The dialog in which a credential is filled in, saved and tested.
import type { Locator, Page } from 'playwright-core';
import { labelTexts } from './labels';

export class CredentialDialog {
	constructor(private readonly page: Page) {}

	private get dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	/** Fills in a text field by its name (`apiKey`). */
	async fill(field: string, value: string): Promise<void> {
		await this.dialog.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	}

	/** Picks an option of a field by its label. */
	async choose(field: string, label: string): Promise<void> {
		await this.dialog.getByTestId(`parameter-input-${field}`).click();
		await this.page.getByRole('option', { name: label }).click();
	}

	/** Saves; n8n then tests the credential. */
	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
	}

	/** The green banner of a test that went well. */
	get accepted(): Locator {
		return this.dialog.getByTestId('credentials-config-container-test-success');
	}

	/** The red banner of a test that failed. */
	get refused(): Locator {
		return this.dialog
			.locator('.el-tag--danger')
			.filter({ hasText: 'Couldn’t connect with these settings' });
	}

	/** What the red banner says when it is unfolded. */
	async refusal(): Promise<string> {
		const button = this.refused.getByText('More details');
		await button.click();
		await button.waitFor({ state: 'hidden' });
		return (await this.refused.innerText()).split('\n').filter(Boolean).at(-1) ?? '';
	}

	/** Labels of the fields, in their order. */
	async labels(): Promise<string[]> {
		return await labelTexts(this.dialog.locator('label.n8n-input-label'));
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
