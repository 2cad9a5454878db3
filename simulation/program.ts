// The nodes and credentials as the program of an n8n process: compiled once, started as often as one needs a process
// that remembers nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import type { IAuthenticate, ICredentialType, INodeType } from 'n8n-workflow';

type Module = { exports: Record<string, unknown> };
type Body = (
	exports: Module['exports'],
	require: (name: string) => unknown,
	module: Module,
) => void;

const PARAMETERS = ['exports', 'require', 'module'];
const FOLDERS = ['nodes', 'credentials'];
const NODES = {
	kwik: 'Kwik/Kwik',
	smarterPay: 'SmarterPay/SmarterPay',
	makePay: 'MakePay/MakePay',
	kwikTrigger: 'Kwik/KwikTrigger',
	smarterPayTrigger: 'SmarterPay/SmarterPayTrigger',
	makePayTrigger: 'MakePay/MakePayTrigger',
};
const CREDENTIALS = {
	kwikApi: 'KwikApi',
	smarterPayApi: 'SmarterPayApi',
	makePayPartnerApi: 'MakePayPartnerApi',
};
export type NodeName = keyof typeof NODES;
export type CredentialName = keyof typeof CREDENTIALS;
type Authenticate = Extract<IAuthenticate, (...parameters: never[]) => unknown>;

const requireHere = createRequire(__filename);
/** By their text: programs that differ in one file share all others. */
const compiled = new Map<string, Body>();

function compile(path: string, text: string): Body {
	const known = compiled.get(text);
	if (known) return known;
	const { code } = transformSync(text, {
		filename: path,
		jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
		sourceMaps: false,
		swcrc: false,
	});
	const body = compileFunction(code, PARAMETERS, { filename: path }) as Body;
	compiled.set(text, body);
	return body;
}

/** One n8n process, as far as the nodes are concerned. */
export interface Process {
	node: (name: NodeName) => INodeType;
	authenticate: (name: CredentialName) => Authenticate;
	/** What a file of the program exports, e.g. `nodes/shared/deliver/leases`. */
	exportsOf: (file: string) => Record<string, unknown>;
	readonly alive: boolean;
	/** Ends it as a crash does: nothing of it goes on. */
	kill: () => void;
	/** Gives what a promise gives, or never anything once the process is dead. */
	whileAlive: <Result>(promise: Promise<Result>) => Promise<Result>;
}

/** All source files of the package, which processes are started from. */
export class Program {
	private readonly bodies = new Map<string, Body>();

	/**
	 * @param root folder that holds `nodes/` and `credentials/`
	 * @param change gives the text of a file as the program is to have it; the files themselves stay as they are
	 */
	constructor(root: string, change: (name: string, text: string) => string = (_, text) => text) {
		for (const folder of FOLDERS) {
			for (const entry of readdirSync(join(root, folder), {
				recursive: true,
				withFileTypes: true,
			})) {
				if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
				const path = join(entry.parentPath, entry.name);
				const name = relative(root, path).split(sep).join('/').replace(/\.ts$/, '');
				this.bodies.set(name, compile(name, change(name, readFileSync(path, 'utf8'))));
			}
		}
	}

	/** Starts a process: every module is new. */
	start(): Process {
		const modules = new Map<string, Module>();
		let alive = true;
		const never = new Promise<never>(() => {});
		const whileAlive = async <Result>(promise: Promise<Result>): Promise<Result> => {
			try {
				const result = await promise;
				return alive ? result : await never;
			} catch (error) {
				if (!alive) return await never;
				throw error;
			}
		};
		const workflow = requireHere('n8n-workflow') as Record<string, unknown> & {
			sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
		};
		const { sleep } = workflow;
		const gated: Record<string, unknown> = Object.create(workflow, {
			sleep: {
				value: async (milliseconds: number, signal?: AbortSignal) =>
					await whileAlive(sleep(milliseconds, signal)),
			},
		}) as Record<string, unknown>;
		const load = (name: string): Module['exports'] => {
			const known = modules.get(name);
			if (known) return known.exports;
			const body = this.bodies.get(name) ?? this.bodies.get(`${name}/index`);
			if (!body) throw new Error(`The program has no file ${name}`);
			const file = this.bodies.has(name) ? name : `${name}/index`;
			const module: Module = { exports: {} };
			modules.set(name, module);
			const require = (wanted: string): unknown => {
				if (wanted === 'n8n-workflow') return gated;
				return wanted.startsWith('.') ? load(join(dirname(file), wanted)) : requireHere(wanted);
			};
			body(module.exports, require, module);
			return module.exports;
		};
		const made = new Map<string, unknown>();
		const make = (file: string, name: string): unknown => {
			if (!made.has(file)) made.set(file, new (load(file)[name] as new () => unknown)());
			return made.get(file);
		};
		return {
			node: (name) => make(`nodes/${NODES[name]}.node`, NODES[name].split('/')[1]!) as INodeType,
			authenticate: (name) => {
				const type = make(`credentials/${CREDENTIALS[name]}.credentials`, CREDENTIALS[name]);
				return (type as ICredentialType).authenticate as Authenticate;
			},
			exportsOf: load,
			get alive() {
				return alive;
			},
			kill: () => {
				alive = false;
			},
			whileAlive,
		};
	}
}
