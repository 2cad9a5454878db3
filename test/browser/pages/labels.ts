// Labels of fields.
import type { Locator } from 'playwright-core';

/** The texts of the labels on show, without the sign of a required field and the buttons that stand beside them. */
export async function labelTexts(labels: Locator): Promise<string[]> {
	const texts = await labels.locator('visible=true').allInnerTexts();
	return texts.map((text) => text.split('\n')[0]!.replace(/[\s*]+$/, '')).filter(Boolean);
}
