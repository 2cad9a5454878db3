// npm run demo: rows → customers → links with all three providers inside a real n8n, every link opened.
import { since, step } from '../tools/steps';
import { startDemonstration } from './demonstration';
import { isRowsExample, issuedLinks, readExample, rowCount } from './examples';
import { openLink, type OpenedLink } from './links';
import { shorten, shortenLink, table } from './table';

const PROVIDERS: Record<string, string> = {
	kwik: 'Kwik',
	makePay: 'MakePay',
	smarterPay: 'SmarterPay',
};

/**
 * Runs the demo and prints its table.
 * @returns the exit code: 1 if a link is missing, does not open or shows a wrong page
 */
export async function demo(): Promise<number> {
	const start = Date.now();
	const { n8n, workflows } = await startDemonstration();
	const links: OpenedLink[] = [];
	const problems: string[] = [];
	for (const file of [...workflows.keys()].filter(isRowsExample)) {
		const example = await readExample(file);
		await step(example.name, async () => {
			const execution = await n8n.client.runWorkflow(workflows.get(file)!);
			if (execution.status !== 'success') {
				const { message = execution.status, description } = execution.error ?? {};
				problems.push(`${file}: ${[message, description].filter(Boolean).join(' — ')}`);
			}
			const rows = rowCount(example, execution);
			const opened = await Promise.all(issuedLinks(execution).map(openLink));
			if (opened.length !== rows || rows === 0) {
				problems.push(`${file}: ${rows} rows, but ${opened.length} links`);
			}
			links.push(...opened);
		});
	}
	if (links.length === 0) problems.push('no link was issued');

	const rows = links.map(({ customer, provider, url, status, milliseconds }) => [
		shorten(customer, 24),
		PROVIDERS[provider] ?? provider,
		shortenLink(url, 80),
		status,
		`${milliseconds} ms`,
	]);
	console.log(`\n${table(['Customer', 'Provider', 'Link', 'HTTP', 'Time'], rows)}\n`);
	for (const { customer, provider, problem } of links) {
		if (problem) problems.push(`${provider}, ${customer}: ${problem}`);
	}
	for (const problem of problems) console.log(`✗ ${problem}`);
	const good = links.filter(({ problem }) => !problem).length;
	console.log(
		`${good} of ${links.length} links open and show the right page; n8n ${n8n.version}, ${since(start)} in all.`,
	);
	return problems.length > 0 ? 1 : 0;
}
