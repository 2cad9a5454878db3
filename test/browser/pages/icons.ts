// Icons of nodes and credentials.
import type { Locator } from 'playwright-core';

export interface Icon {
	/** File name, such as `kwik.svg`. */
	file: string;
	/** Whether the picture has arrived and can be drawn. */
	drawn: boolean;
	/** Whether it comes from this package. */
	ours: boolean;
}

/** The icons on show in a part of the page. */
export async function iconsIn(place: Locator): Promise<Icon[]> {
	return await place
		.locator('img:visible')
		.evaluateAll((images: Array<{ src: string; complete: boolean; naturalWidth: number }>) =>
			images.map(({ src, complete, naturalWidth }) => ({
				file: src.split('/').pop() ?? '',
				drawn: complete && naturalWidth > 0,
				ours: src.includes('/n8n-nodes-billing-links/'),
			})),
		);
}
