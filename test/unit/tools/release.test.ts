// What must hold before anything is published, and what a release writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf, manifestOf, packageFolders, root, type Manifest } from '../../../tools/project';
import {
	moved,
	notesOf,
	prepared,
	reasonsAgainst,
	repositoryIn,
	withPinned,
	withVersion,
} from '../../../tools/release';

const HOME = 'https://github.com/acme/billing';
const PLACEHOLDER = 'https://github.com/n8n-nodes-billing-links/any';
const changelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-12-01

### Added

- Something.

## [1.1.0] - 2026-11-01

- Older.
`;
const manifest = (name: string, version = '1.2.0', home = HOME) =>
	({ name, version, repository: { type: 'git', url: `git+${home}.git` } }) as Manifest;
const sound = { manifests: [manifest('all'), manifest('one')], changelog, tag: 'v1.2.0' };

describe('a release', () => {
	test('is sound where versions, tag and changelog agree', () => {
		expect(reasonsAgainst(sound)).toEqual([]);
		expect(reasonsAgainst({ ...sound, tag: undefined })).toEqual([]);
	});

	test.each([
		[{ manifests: [manifest('all', '1.2.0', PLACEHOLDER)] }, 'has no home'],
		[{ manifests: [manifest('all'), manifest('one', '1.1.0')] }, 'one has version 1.1.0'],
		[{ tag: 'v1.3.0' }, 'The tag is v1.3.0'],
		[{ tag: '1.2.0' }, 'the tag must be v1.2.0'],
		[{ changelog: changelog.replace('2026-12-01', 'not released yet') }, 'no dated section'],
		[{ changelog: changelog.replace('### Added\n\n- Something.\n', '') }, 'says nothing of 1.2.0'],
		[{ changelog: changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- New.\n') }, 'Unreleased'],
		[{ changed: ['README.md'] }, 'not committed: README.md'],
	])('%j is refused', (change, reason) => {
		expect(reasonsAgainst({ ...sound, ...change })).toEqual([expect.stringContaining(reason)]);
	});

	test('this repository is refused as long as its address is the placeholder', () => {
		const manifests = packageFolders().map(manifestOf);
		const reasons = reasonsAgainst({ manifests, changelog }).join('\n');
		if (homeOf(manifests[0]!).includes('/n8n-nodes-billing-links/')) {
			expect(reasons).toContain('is a placeholder');
		} else {
			expect(reasons).not.toContain('is a placeholder');
		}
	});
});

test('a version for testers is refused, whatever its tag and its section', () => {
	const version = '1.2.0-beta.1';
	const reasons = reasonsAgainst({
		manifests: [manifest('all', version), manifest('one', version)],
		changelog: changelog.replace('[1.2.0]', `[${version}]`),
		tag: `v${version}`,
	});
	expect(reasons).toEqual([
		'The version is 1.2.0-beta.1: only versions of the form 1.2.3 are published.',
	]);
});

describe('the changelog', () => {
	test('gives the notes of a version', () => {
		expect(notesOf(changelog, '1.2.0')).toBe('### Added\n\n- Something.');
		expect(notesOf(changelog, '1.1.0')).toBe('- Older.');
		expect(notesOf(changelog, '1.0.0')).toBeUndefined();
	});

	const open = changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- New.\n');

	test('has what is unreleased dated', () => {
		const dated = prepared(open, '1.2.0', '1.3.0', '2026-12-24');
		expect(notesOf(dated, '1.3.0')).toBe('- New.');
		expect(notesOf(dated, 'Unreleased')).toBe('');
		expect(dated).toContain('## [1.3.0] - 2026-12-24');
		expect(notesOf(dated, '1.2.0')).toBe(notesOf(open, '1.2.0'));
	});

	test.each([
		['1.2.0', 'is not newer'],
		['1.1.9', 'is not newer'],
		['1.10', 'is no version'],
		['v1.3.0', 'is no version'],
	])('%s is refused after 1.2.0', (version, reason) => {
		expect(() => prepared(open, '1.2.0', version, '2026-12-24')).toThrow(reason);
	});

	test('ten comes after nine, and nothing to tell is no release', () => {
		expect(prepared(open, '1.9.0', '1.10.0', '2026-12-24')).toContain('[1.10.0]');
		expect(() => prepared(changelog, '1.2.0', '1.3.0', '2026-12-24')).toThrow('Nothing stands');
	});
});

describe('the version', () => {
	const files = [
		...packageFolders().map((folder) => join(folder, 'package.json')),
		'package-lock.json',
	];

	test.each(files)('is all that changes in %s', (file) => {
		const text = readFileSync(join(root, file), 'utf8');
		expect(withVersion(text, manifestOf('.').version)).toBe(text);
		const before = text.split('\n');
		const lines = withVersion(text, '9.8.7')
			.split('\n')
			.filter((line, index) => line !== before[index]);
		expect(new Set(lines.map((line) => line.trim()))).toEqual(new Set(['"version": "9.8.7",']));
		expect(lines).toHaveLength(file === 'package-lock.json' ? 2 : 1);
	});

	test('of the package that deploy/ installs changes along, and that of nothing else', () => {
		const sample = readFileSync(join(root, 'deploy', 'env.sample'), 'utf8');
		const { name } = manifestOf('.');
		const pinned = withPinned(sample, name, '9.8.7');
		expect(pinned).toContain(`\nPACKAGE=${name}@9.8.7\n`);
		expect(withPinned(pinned, name, manifestOf('.').version)).toBe(sample);
	});
});

test('another address takes the place of the old one, and of no longer one', () => {
	const from = 'https://github.com/old/name';
	const raw = 'https://raw.githubusercontent.com';
	const text = `${raw}/old/name/main ${from}#readme git+${from}.git ${from}/issues ${from}-fork old@users.noreply.github.com`;
	expect(moved(text, from, HOME)).toBe(
		`${raw}/acme/billing/main ${HOME}#readme git+${HOME}.git ${HOME}/issues ${from}-fork acme@users.noreply.github.com`,
	);
});

test.each([
	[HOME, HOME],
	[`${HOME}.git`, HOME],
	[`${HOME}/`, HOME],
	['https://github.com/acme/n8n-billing.js.git', 'https://github.com/acme/n8n-billing.js'],
	['https://github.com/acme', undefined],
	['https://github.com/acme/billing/tree/main', undefined],
	['git@github.com:acme/billing.git', undefined],
	['', undefined],
])('%j as the new home is %s', (address, home) => {
	expect(repositoryIn(address)).toBe(home);
});
