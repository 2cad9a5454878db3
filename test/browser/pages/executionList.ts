// The list of a workflow's executions; it renews itself every few seconds.
import type { Locator, Page } from 'playwright-core';

export class ExecutionList {
	constructor(private readonly page: Page) {}

	/** Executions that succeeded, newest first. */
	get succeeded(): Locator {
		return this.page.getByTestId(/^execution-details-/).filter({ hasText: /Succeeded/ });
	}

	/** The canvas of the execution that is shown. */
	get preview() {
		return this.page.getByTestId('execution-preview-host');
	}
}
