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
		await this.page.getByRole('option', { name: label, exact: true }).click();
	}

	/** The label a parameter of fixed options shows. */
	async chosen(parameter: string): Promise<string> {
		return await this.parameter(parameter).locator('input').first().inputValue();
	}

	private locator(parameter: string): Locator {
		return this.whole.getByTestId(`resource-locator-${parameter}`);
	}

	/** Opens the list of a resource locator and types into its search. */
	async searchList(parameter: string, text: string): Promise<void> {
		await this.locator(parameter).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').locator('visible=true').first().waitFor();
		await this.page.locator(textBox('rlc-search')).fill(text);
	}

	/** Opens a list that cannot be loaded, and closes it again. Gives what stands in its place. */
	async listFailure(parameter: string): Promise<string> {
		await this.locator(parameter).getByTestId('rlc-input').click();
		const failure = await this.page.getByTestId('rlc-error-container').innerText();
		await this.page.keyboard.press('Escape');
		return failure;
	}

	/** Gives a record by its ID instead of the list. */
	async typeId(parameter: string, id: string): Promise<void> {
		await this.locator(parameter).getByTestId('rlc-mode-selector').click();
		await this.page.getByRole('option', { name: 'By ID' }).click();
		await this.locator(parameter).locator(textBox('rlc-input')).fill(id);
		// The editor takes the text over a moment later; until then it says that the record is missing.
		await this.whole.getByTestId('parameter-issues').waitFor({ state: 'hidden' });
	}

	/** Entries of the open list. */
	get listed(): Locator {
		return this.page.getByTestId('rlc-item');
	}

	/** Runs this node and those before it, and waits for its output. */
	async execute(): Promise<void> {
		await this.whole.getByTestId('node-execute-button').click();
		await this.output.getByTestId('node-run-status-success').waitFor();
	}

	/** The sentences above the output. */
	async hints(): Promise<string[]> {
		return await this.output.getByTestId('node-hint').allInnerTexts();
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

	async close(): Promise<void> {
		await this.whole.getByTestId('ndv-close-button').click();
		await this.whole.waitFor({ state: 'hidden' });
	}
}
