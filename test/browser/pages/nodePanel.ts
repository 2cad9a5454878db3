// The panel of a node: input, parameters, output.
import type { Locator, Page } from 'playwright-core';
import { labelTexts } from './labels';

/** n8n marks the box itself here and what is around it there. */
const textBox = (id: string) => `input[data-test-id=${id}], [data-test-id=${id}] input`;

export class NodePanel {
	constructor(private readonly page: Page) {}

	get whole(): Locator {
		return this.page.getByTestId('ndv');
	}

	get output(): Locator {
		return this.whole.getByTestId('output-panel');
	}

	parameter(name: string): Locator {
		return this.whole.getByTestId(`parameter-input-${name}`);
	}

	/** Picks an option of a parameter by its label. */
	async choose(parameter: string, label: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.option(label).click();
	}

	/** An option of the open list by its label; a description may stand below it. */
	option(label: string): Locator {
		const exactly = this.page.getByText(label, { exact: true });
		return this.page.getByRole('option').filter({ has: exactly });
	}

	/** Types into a text field. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** What stands in a text field. */
	async filled(parameter: string): Promise<string> {
		return await this.parameter(parameter).locator('input, textarea').first().inputValue();
	}

	/** Adds an entry to the collection *Options*. */
	async addOption(label: string): Promise<void> {
		await this.whole.getByPlaceholder('Add option').click();
		await this.option(label).click();
	}

	/** The switch of a yes-or-no parameter; a click turns it over. */
	switchOf(parameter: string): Locator {
		return this.parameter(parameter).locator('.el-switch');
	}

	/** The yellow notices between the parameters. */
	async notices(): Promise<string[]> {
		const notices = this.whole.getByTestId('node-parameters').locator('.notice-content');
		return await notices.locator('visible=true').allInnerTexts();
	}

	/** The label a parameter of fixed options shows. */
	async chosen(parameter: string): Promise<string> {
		return await this.parameter(parameter).locator('input').first().inputValue();
	}

	private locator(parameter: string): Locator {
		return this.whole.getByTestId(`resource-locator-${parameter}`);
	}

	/** The field of a resource locator; a click opens its list. */
	list(parameter: string): Locator {
		return this.locator(parameter).getByTestId('rlc-input');
	}

	/** Opens the list of a resource locator and types into its search. */
	async searchList(parameter: string, text: string): Promise<void> {
		await this.list(parameter).click();
		await this.page.getByTestId('rlc-search').locator('visible=true').first().waitFor();
		await this.page.locator(textBox('rlc-search')).fill(text);
	}

	/** Opens a list that cannot be loaded, and closes it again. Gives what stands in its place. */
	async listFailure(parameter: string): Promise<string> {
		await this.list(parameter).click();
		const failure = await this.page.getByTestId('rlc-error-container').innerText();
		await this.page.keyboard.press('Escape');
		return failure;
	}

	/** Gives a record by its ID, or by what else names it, instead of the list. */
	async typeId(parameter: string, id: string, mode = 'By ID'): Promise<void> {
		await this.locator(parameter).getByTestId('rlc-mode-selector').click();
		await this.page.getByRole('option', { name: mode }).click();
		await this.locator(parameter).locator(textBox('rlc-input')).fill(id);
		// The editor takes the text over a moment later; until then it says that the record is missing.
		await this.whole.getByTestId('parameter-issues').waitFor({ state: 'hidden' });
		// Where another one stood there before, nothing tells when the new text has been taken over.
		await this.page.waitForTimeout(1500);
	}

	/** Entries of the open list. */
	get listed(): Locator {
		return this.page.getByTestId('rlc-item');
	}

	get executeButton(): Locator {
		return this.whole.getByTestId('node-execute-button');
	}

	/** The green sign above the output. */
	get succeeded(): Locator {
		return this.output.getByTestId('node-run-status-success');
	}

	/** Runs this node and those before it, and waits for its output; after an earlier run that one's stays for a moment. */
	async execute(): Promise<void> {
		await this.executeButton.click();
		try {
			await this.succeeded.waitFor();
		} catch (error) {
			throw new Error(`The output says: ${await this.output.innerText()}`, { cause: error });
		}
	}

	/** Runs this node and those before it, and gives the error that stands in its output. */
	async executeInVain(): Promise<string> {
		await this.executeButton.click();
		return await this.output.getByTestId('node-error-message').innerText();
	}

	/** A field that the unfolded step puts out, in the schema view; also before it has run. */
	inputField(name: string): Locator {
		return this.whole
			.locator('[data-test-id=run-data-schema-node-name][data-nest-level="1"]')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** One of the earlier steps in the schema view, folded up; a click unfolds it. */
	inputStep(name: string): Locator {
		const exactly = this.page.getByText(name, { exact: true });
		return this.whole.getByTestId('run-data-schema-header').filter({ has: exactly });
	}

	/** The sentences above the output. */
	async hints(): Promise<string[]> {
		const hints = await this.output.getByTestId('node-hint').allInnerTexts();
		return hints.map((hint) => hint.trim());
	}

	/** One of the outputs, where a node has several. */
	async showOutput(title: RegExp): Promise<void> {
		await this.output.getByTestId('branches').getByText(title).click();
	}

	/** Titles of the table's columns. */
	async columns(): Promise<string[]> {
		const titles = await this.output.locator('table thead th').allInnerTexts();
		return titles.map((title) => title.trim()).filter(Boolean);
	}

	/** The table's rows, each cell under its column's title, as the eye reads them. */
	async rows(): Promise<Array<Record<string, string>>> {
		await this.output.getByTestId('radio-button-table').click();
		await this.output.locator('table tbody td').first().waitFor();
		const columns = await this.columns();
		const rows = await this.output.locator('table tbody tr').all();
		const cells = await Promise.all(
			rows.map(async (row) => await row.locator('td').allInnerTexts()),
		);
		return cells.map((texts) =>
			Object.fromEntries(columns.map((column, index) => [column, texts[index]?.trim() ?? ''])),
		);
	}

	/** Labels of the parameters on show, in their order. */
	async labels(): Promise<string[]> {
		const labels = this.whole.getByTestId('node-parameters').getByTestId('input-label');
		return await labelTexts(labels);
	}

	/** Moves the parameters to the left, so that more of the output is in view. */
	async widenOutput(pixels: number): Promise<void> {
		const handle = await this.whole.getByTestId('panel-drag-button').boundingBox();
		if (!handle) throw new Error('The panel has no handle to be moved by');
		const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
		await this.page.mouse.move(x, y);
		await this.page.mouse.down();
		await this.page.mouse.move(x - pixels, y, { steps: 5 });
		await this.page.mouse.up();
	}

	get cross(): Locator {
		return this.whole.getByTestId('ndv-close-button');
	}

	async close(): Promise<void> {
		await this.cross.click();
		await this.whole.waitFor({ state: 'hidden' });
	}
}
