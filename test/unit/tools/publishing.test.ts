// The workflow that publishes: in which order its jobs run, and what it refuses, with the script of its own step.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../../tools/project';

describe('the workflow that publishes', () => {
	const { jobs } = parse(
		readFileSync(join(root, '.github', 'workflows', 'publish.yml'), 'utf8'),
	) as {
		jobs: Record<
			string,
			{ needs?: string; steps?: Array<{ run?: string; with?: Record<string, unknown> }> }
		>;
	};
	const commands = (job: string) => (jobs[job]!.steps ?? []).flatMap(({ run }) => run ?? []);

	test('checks before it tests, and publishes after both', () => {
		const needs = Object.entries(jobs).map(([name, job]) => [name, job.needs]);
		expect(Object.fromEntries(needs)).toEqual({
			check: undefined,
			test: 'check',
			publish: 'test',
			scan: 'publish',
			notes: 'scan',
		});
		expect(commands('check')).toContain('npm run release:check -- "$GITHUB_REF_NAME"');
	});

	describe('refuses a commit that is not on main', () => {
		let folder: string;
		const git = (...args: string[]) =>
			execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
				cwd: folder,
				encoding: 'utf8',
			}).trim();
		beforeAll(() => {
			folder = mkdtempSync(join(tmpdir(), 'billing-links-main-'));
			git('init', '--quiet');
			git('commit', '--quiet', '--allow-empty', '-m', 'One');
			git('commit', '--quiet', '--allow-empty', '-m', 'Two');
			git('update-ref', 'refs/remotes/origin/main', 'HEAD');
			git('commit', '--quiet', '--allow-empty', '-m', 'Aside');
		});
		afterAll(() => rmSync(folder, { recursive: true }));

		test.each([
			['HEAD', 1],
			['HEAD~1', 0],
			['HEAD~2', 0],
		])('%s: %i', (commit, status) => {
			const script = commands('check').find((run) => run.includes('merge-base'))!;
			const env = { ...process.env, GITHUB_SHA: git('rev-parse', commit), GITHUB_REF_NAME: 'v1' };
			const ended = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env, encoding: 'utf8' });
			expect(ended.status).toBe(status);
			expect(ended.stdout.includes('v1 is not on main')).toBe(status === 1);
			expect(jobs.check!.steps![0]!.with).toEqual({ 'fetch-depth': 0 });
		});
	});
});
