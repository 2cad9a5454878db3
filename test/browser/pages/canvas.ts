// The canvas of a workflow.
import type { Locator, Page } from 'playwright-core';

export class Canvas {
	constructor(private readonly page: Page) {}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Names of the nodes, sticky notes not among them, as they stand from left to right. */
	async nodeNames(): Promise<string[]> {
		const nodes = await this.page.getByTestId('canvas-node').all();
		const placed = await Promise.all(
			nodes.map(async (node) => ({
				name: (await node.getAttribute('data-node-name')) ?? '',
				left: (await node.boundingBox())?.x ?? 0,
			})),
		);
		return placed.sort((a, b) => a.left - b.left).map(({ name }) => name);
	}

	/** Zooms so that everything is in view. */
	async fit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Runs the workflow by its button, and waits until every one of `nodes` shows that it succeeded. */
	async execute(nodes: string[]): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
		for (const name of nodes) {
			await this.node(name).getByTestId('canvas-node-status-success').waitFor();
		}
	}

	/** Opens a node's panel. */
	async open(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** What stands on an empty canvas. */
	get firstPlus(): Locator {
		return this.page.getByTestId('canvas-add-button');
	}

	/** The button for another node, beside the canvas; the node is put after the last one. */
	get plus(): Locator {
		return this.page.getByTestId('node-creator-plus-button');
	}

	/** Opens the search for the first node of an empty canvas, a trigger. */
	async addFirstNode(): Promise<void> {
		await this.firstPlus.click();
		await this.page.getByTestId('node-creator').waitFor();
	}

	/** Opens the search for another node. */
	async addNode(): Promise<void> {
		await this.plus.click();
		await this.page.getByTestId('node-creator').waitFor();
	}
}
