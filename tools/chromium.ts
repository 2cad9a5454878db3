// The Chromium that drives the n8n editor in the browser tests: Debian's package, or one named by the user.
import { access, constants } from 'node:fs/promises';
import { canInstallDebianPackages, installDebianPackages } from './debian';
import { Refusal } from './steps';

/** Names another Chromium or Chrome than Debian's. */
const VARIABLE = 'BILLING_LINKS_CHROMIUM';
const DEBIAN_PATH = '/usr/bin/chromium';

/** The program the browser tests start. */
export const chromiumPath = () => process.env[VARIABLE] || DEBIAN_PATH;

const isThere = async (path: string) =>
	await access(path, constants.X_OK).then(
		() => true,
		() => false,
	);

/**
 * Gives the path of a Chromium that is there, installing Debian's package first where it is missing and this is root.
 * @throws Refusal with one sentence that says what to install, or which setting names no program
 */
export async function ensureChromium(): Promise<string> {
	const path = chromiumPath();
	if (await isThere(path)) return path;
	if (path !== DEBIAN_PATH) {
		throw new Refusal(`${VARIABLE} names ${path}, and there is no program.`);
	}
	if (!(await canInstallDebianPackages())) {
		throw new Refusal(
			'The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), ' +
				`or name the path of a Chromium or Chrome in ${VARIABLE}, and run this again.`,
		);
	}
	await installDebianPackages(['chromium']);
	if (await isThere(path)) return path;
	throw new Refusal(
		`The Debian package chromium brought no ${path}; name its path in ${VARIABLE}.`,
	);
}
