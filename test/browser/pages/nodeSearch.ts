// The panel in which nodes, their actions and triggers are searched and chosen.
import type { Locator, Page } from 'playwright-core';
import { iconsIn, type Icon } from './icons';

export class NodeSearch {
	constructor(private readonly page: Page) {}

	private get panel(): Locator {
		return this.page.getByTestId('node-creator');
	}

	/** Types a search; the list follows a moment later. */
	async search(text: string): Promise<void> {
		await this.panel.getByTestId('node-creator-search-bar').fill(text);
	}

	/** An entry of the list by the whole of its name. */
	entry(name: string): Locator {
		const exactly = this.page.getByText(name, { exact: true });
		return this.panel.getByTestId('item-iterator-item').filter({ has: exactly });
	}

	/** What the list shows now, every entry with its name and, where it has one, its description. */
	async entries(): Promise<string[]> {
		const texts = await this.panel.getByTestId('item-iterator-item').allInnerTexts();
		return texts.map((text) => text.split(/\n+/).filter(Boolean).join(': '));
	}

	/** The icons of an entry, by file name (`kwik.svg`). */
	async icons(name: string): Promise<Icon[]> {
		return await iconsIn(this.entry(name));
	}

	async choose(name: string): Promise<void> {
		await this.entry(name).first().click();
	}

	/** Unfolds the triggers of the node that was chosen. */
	async showTriggers(): Promise<void> {
		await this.panel.getByText(/^Triggers \(\d+\)/).click();
	}

	/** From a node back to the search. */
	async back(): Promise<void> {
		await this.panel.getByTestId('nodes-list-header').getByRole('button').first().click();
		// The node's page slides out over the search.
		await this.panel.getByText('Node details').waitFor({ state: 'hidden' });
		await this.panel.getByTestId('node-creator-search-bar').waitFor();
	}
}
