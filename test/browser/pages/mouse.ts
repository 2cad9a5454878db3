// A hand on the mouse: every click and drag is counted.
import type { Locator, Page } from 'playwright-core';

export class Mouse {
	/** What was done, in its order. */
	readonly actions: string[] = [];

	constructor(private readonly page: Page) {}

	/** @param what the target, in words */
	async click(what: string, target: Locator): Promise<void> {
		await target.click();
		this.actions.push(`click ${what}`);
	}

	/** Drags one thing onto another. @param what both of them, in words */
	async drag(what: string, from: Locator, to: Locator): Promise<void> {
		const [start, end] = [await this.middle(from), await this.middle(to)];
		await this.page.mouse.move(start.x, start.y);
		await this.page.mouse.down();
		// The editor takes it for a drag once it has moved, and sees what it is over on the way.
		await this.page.mouse.move(end.x - 30, end.y, { steps: 10 });
		await this.page.mouse.move(end.x, end.y, { steps: 5 });
		await this.page.mouse.up();
		// The editor takes over what was dropped a moment later; nobody is quicker.
		await this.page.waitForTimeout(800);
		this.actions.push(`drag ${what}`);
	}

	/** Types to where the last click has put the cursor. @throws when it stands in no field */
	async type(text: string): Promise<void> {
		await this.page
			.locator('input:focus, textarea:focus, [contenteditable=true]:focus')
			.waitFor({ timeout: 5_000 });
		await this.page.keyboard.type(text);
	}

	private async middle(target: Locator): Promise<{ x: number; y: number }> {
		await target.waitFor();
		const box = await target.boundingBox();
		if (!box) throw new Error('What is dragged or dropped on is not in view');
		return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	}
}
