// `npm run sandbox`: starts the three stand-ins on fixed ports and says where they are.
import { pagesInWords, startSandbox, type Sandbox } from './index';

const PORTS = { kwik: 4010, smarterPay: 4011, makePay: 4012 };
const VARIABLES = {
	kwik: 'SANDBOX_KWIK_PORT',
	smarterPay: 'SANDBOX_SMARTERPAY_PORT',
	makePay: 'SANDBOX_MAKEPAY_PORT',
} as const;

type Name = keyof typeof PORTS;

function portsFromEnvironment(): typeof PORTS {
	const ports = { ...PORTS };
	for (const name of Object.keys(ports) as Name[]) {
		const text = process.env[VARIABLES[name]];
		if (text === undefined || text === '') continue;
		const port = Number(text);
		if (!Number.isInteger(port) || port < 0 || port > 65_535) {
			throw new Error(`${VARIABLES[name]} must be a port number, not "${text}".`);
		}
		ports[name] = port;
	}
	return ports;
}

/** A few records, so that lists and dropdowns show something at once. */
function seedDemo({ kwik, smarterPay, makePay }: Sandbox): void {
	const [first] = kwik.state.seedCustomers(3);
	kwik.state.seedSubscriptions(1, first?.id);
	kwik.state.test.seedCustomers(2);
	smarterPay.state.seedLinks(3);
	makePay.state.seedCustomers(3);
	makePay.state.seedSubscriptions(1);
}

function describe(sandbox: Sandbox): string {
	const { kwik, smarterPay, makePay } = sandbox;
	const block = (title: string, url: string, fields: object) =>
		[
			`${title}  ${url}`,
			...Object.entries(fields).map(([name, value]) => `    ${name.padEnd(14)}${value}`),
		].join('\n');
	return [
		'The billing sandbox is running. Demo credentials, by field of the n8n credential:',
		block('Kwik', kwik.url, kwik.credentials),
		block('Kwik, test data (API V2 only)', kwik.url, kwik.testCredentials),
		block('SmarterPay', smarterPay.url, smarterPay.credentials),
		`    Ecommerce pages, which every payment link names by its ID:\n${pagesInWords('      ')}`,
		block('MakePay', makePay.url, makePay.credentials),
		'Control: GET <url>/__sandbox on each of them. Stop with Ctrl+C.',
	].join('\n\n');
}

function explain(error: unknown): string {
	const { code, port, message } = error as { code?: string; port?: number; message?: string };
	if (code !== 'EADDRINUSE') return `The sandbox could not start: ${message ?? String(error)}`;
	const name = (Object.keys(PORTS) as Name[]).find(
		(entry) => portsFromEnvironment()[entry] === port,
	);
	const variable = name ? VARIABLES[name] : 'SANDBOX_…_PORT';
	return `Port ${port} on 127.0.0.1 is already taken: stop what uses it, or set ${variable} to another port.`;
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ ports: portsFromEnvironment() });
	seedDemo(sandbox);
	console.log(describe(sandbox));
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		void sandbox.stop().then(() => process.exit(0));
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(explain(error));
	process.exit(1);
});
