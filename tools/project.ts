// Where the project lives, and which packages it publishes.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = dirname(__dirname);

/** What this project reads of a package's manifest. */
export interface Manifest {
	name: string;
	version: string;
	description: string;
	homepage: string;
	repository: { type: string; url: string; directory?: string };
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

/** The manifest of the package in a folder. @param folder relative to the repository's root */
export const manifestOf = (folder: string) =>
	JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** The folders of the packages with one provider each, relative to the repository's root. */
export const singleFolders = () =>
	readdirSync(join(root, 'packages'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => `packages/${name}`)
		.sort();

/** The folders of all packages: that of all providers first. */
export const packageFolders = () => ['.', ...singleFolders()];

/**
 * The one address of the project: `repository.url` of package.json, as a browser opens it. Every other place that
 * names it is written by `npm run move` and held against this one by a test.
 */
export const homeOf = ({ repository }: Manifest) => repository.url.replace(/^git\+|\.git$/g, '');

/** Whether the project has no home yet: the address is a placeholder, where nothing is. */
export const isPlaceholder = (home: string) =>
	home.includes('//github.com/n8n-nodes-billing-links/');
