// What a release needs: one version everywhere, a dated section of the changelog, a home. Pure functions of texts.
import { homeOf, isPlaceholder, type Manifest } from './project';

const VERSION = /^\d+\.\d+\.\d+$/;
const UNRELEASED = '## [Unreleased]';

/** The text of one section of the changelog, without its heading; undefined where there is none. */
export function notesOf(changelog: string, version: string): string | undefined {
	const sections = changelog.split(/^(?=## \[)/m);
	const section = sections.find((text) => text.startsWith(`## [${version}]`));
	return section?.split('\n').slice(1).join('\n').trim();
}

/** What a release is judged by. */
export interface Candidate {
	/** That of all providers first. */
	manifests: Manifest[];
	changelog: string;
	/** Tag of the commit, where it is known: `v1.2.3`. */
	tag?: string | undefined;
	/** Files that git calls changed. */
	changed?: string[];
}

/** Why these packages may not be published, a sentence each. */
export function reasonsAgainst({ manifests, changelog, tag, changed = [] }: Candidate): string[] {
	const [whole, ...singles] = manifests as [Manifest, ...Manifest[]];
	const { version } = whole;
	const reasons: string[] = [];
	if (isPlaceholder(homeOf(whole))) {
		reasons.push(
			`The project has no home: ${homeOf(whole)} is a placeholder. Run "npm run move -- <address of the repository>".`,
		);
	}
	if (!VERSION.test(version)) {
		reasons.push(`The version is ${version}: only versions of the form 1.2.3 are published.`);
	}
	for (const single of singles) {
		if (single.version === version) continue;
		reasons.push(`${single.name} has version ${single.version}, ${whole.name} has ${version}.`);
	}
	if (tag !== undefined && tag !== `v${version}`) {
		reasons.push(`The tag is ${tag}, the version is ${version}: the tag must be v${version}.`);
	}
	const heading = new RegExp(
		`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`,
		'm',
	);
	if (!heading.test(changelog)) reasons.push(`CHANGELOG.md has no dated section [${version}].`);
	else if (!notesOf(changelog, version)) reasons.push(`CHANGELOG.md says nothing of ${version}.`);
	if (notesOf(changelog, 'Unreleased')) {
		reasons.push('CHANGELOG.md has entries under [Unreleased]: run "npm run release:prepare".');
	}
	if (changed.length > 0) reasons.push(`These files are not committed: ${changed.join(', ')}.`);
	return reasons;
}

/** Whether one version comes after another. */
function isNewer(version: string, than: string): boolean {
	const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
	const place = a.findIndex((part, index) => part !== b[index]);
	return place >= 0 && a[place]! > b[place]!;
}

/**
 * The changelog with what was unreleased under a version and a date.
 * @throws Error where the version is none or not newer than `present`, or there is nothing to release
 */
export function prepared(
	changelog: string,
	present: string,
	version: string,
	date: string,
): string {
	if (!VERSION.test(version)) throw new Error(`${version} is no version: it has the form 1.2.3.`);
	if (!isNewer(version, present)) throw new Error(`${version} is not newer than ${present}.`);
	if (!notesOf(changelog, 'Unreleased')) throw new Error('Nothing stands under [Unreleased].');
	return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${date}`);
}

/** A manifest or a lock file with another version of its own. */
export function withVersion(text: string, version: string): string {
	const manifest = JSON.parse(text) as { version: string; packages?: Record<string, object> };
	manifest.version = version;
	if (manifest.packages) Object.assign(manifest.packages['']!, { version });
	return `${JSON.stringify(manifest, null, '\t')}\n`;
}

/** The address of a repository, as a browser or git has it; undefined where it is none. */
export const repositoryIn = (address: string): string | undefined =>
	/^(https:\/\/github\.com\/[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address)?.[1];

/**
 * A text with one address of the project in place of another, and the owner's e-mail address with it.
 * @param from e.g. `https://github.com/owner/name`
 */
export function moved(text: string, from: string, to: string): string {
	const pathOf = (home: string) => home.split('/').slice(3).join('/');
	const mailOf = (home: string) => `${home.split('/')[3]}@users.noreply.github.com`;
	const path = pathOf(from).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	// As an address of its own and not as the beginning of another one; files have theirs on another host.
	const address = new RegExp(`(//(?:raw\\.githubusercontent|github)\\.com/)${path}(?![\\w-])`, 'g');
	return text
		.replace(address, (_, host: string) => host + pathOf(to))
		.replaceAll(mailOf(from), mailOf(to));
}

/** A text in which a package is named with its version (`name@1.2.3`), with another version of it. */
export const withPinned = (text: string, name: string, version: string) =>
	text.replace(new RegExp(`(?<=\\b${name}@)\\d+\\.\\d+\\.\\d+\\b`, 'g'), version);
