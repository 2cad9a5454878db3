// The first thing a newcomer does: sign in, and make a credential.
import { SCREEN } from './browser';
import { takePicture } from './pictures';
import { browserTest, useBrowser } from './shared';

const bench = useBrowser({ signedIn: false });

browserTest('the owner signs in by the form', bench, async ({ editor, owner }) => {
	await editor.signIn(owner);
});

browserTest('a credential with a wrong key is tested red and says why', bench, async (the) => {
	const { credentialDialog: dialog } = the.editor;
	const { rootUrl } = the.sandbox.kwik.credentials;
	await the.editor.newCredential('Kwik API');
	await dialog.choose('environment', 'Custom');
	await dialog.fill('rootUrl', rootUrl);
	await dialog.fill('apiKey', 'not-the-right-key');
	await dialog.fill('apiSecret', 'not-the-right-secret');
	await dialog.save();
	await dialog.refused.waitFor();
	const refusal = await dialog.refusal();
	expect(refusal).toMatch(/Unauthorized|Kwik refused/);
	expect(refusal).not.toContain('not-the-right');
});

browserTest('with the right key the same credential is tested green', bench, async (the) => {
	const { credentialDialog: dialog } = the.editor;
	const { apiKey, apiSecret } = the.sandbox.kwik.credentials;
	await dialog.fill('apiKey', apiKey);
	await dialog.fill('apiSecret', apiSecret);
	await dialog.save();
	await dialog.accepted.waitFor();
	await dialog.refused.waitFor({ state: 'hidden' });
	// A higher window: the dialog in it needs no scrolling.
	await the.page.setViewportSize({ ...SCREEN, height: 1100 });
	await takePicture(the, 'editor-credential', await dialog.labels());
	await dialog.close();
});
