// n8n's editor: where its pages are, and what lies over all of them.
import type { Page } from 'playwright-core';
import { Canvas } from './canvas';
import { CredentialDialog } from './credentialDialog';
import { ExecutionList } from './executionList';
import { NodePanel } from './nodePanel';
import { NodeSearch } from './nodeSearch';

export class Editor {
	readonly canvas: Canvas;
	readonly nodeSearch: NodeSearch;
	readonly nodePanel: NodePanel;
	readonly credentialDialog: CredentialDialog;
	readonly executionList: ExecutionList;

	constructor(
		readonly page: Page,
		readonly url: string,
	) {
		this.canvas = new Canvas(page);
		this.nodeSearch = new NodeSearch(page);
		this.nodePanel = new NodePanel(page);
		this.credentialDialog = new CredentialDialog(page);
		this.executionList = new ExecutionList(page);
	}

	/** Fills in the sign-in form and waits for the overview. */
	async signIn(owner: { email: string; password: string }): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.getByTestId('emailOrLdapLoginId').locator('input').fill(owner.email);
		await this.page.getByTestId('password').locator('input').fill(owner.password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.getByTestId('project-name').waitFor();
	}

	/** A new workflow with an empty canvas. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** A stored workflow, all of it in view. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.canvas.fit();
	}

	/** The dialog for a new credential, its type (`Kwik API`) chosen from the list. */
	async newCredential(type: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.getByTestId('add-resource-credential').click();
		await this.page.getByTestId('new-credential-type-select').locator('input').fill(type);
		await this.page
			.getByTestId('new-credential-type-select-option')
			.filter({ hasText: type })
			.click();
		await this.page.getByTestId('new-credential-type-button').click();
		await this.page.getByTestId('credential-edit-dialog').waitFor();
	}

	/** Executions of a workflow. */
	async openExecutions(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}/executions`);
		await this.page.getByTestId('executions-sidebar').waitFor();
	}

	/** Takes away the messages in the corner. */
	async dismissMessages(): Promise<void> {
		const close = this.page.locator('.el-notification__closeBtn');
		while ((await close.count()) > 0) {
			await close
				.first()
				.click({ timeout: 2_000 })
				// It left by itself.
				.catch(() => undefined);
			await this.page.locator('.el-notification-fade-leave-active').waitFor({ state: 'hidden' });
		}
	}
}
