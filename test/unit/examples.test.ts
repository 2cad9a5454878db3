// The examples as a user meets them: a canvas that can be read, parameters that the forms have, an address to import from.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeProperties, INodeType } from 'n8n-workflow';
import type { WorkflowFile } from '../../host/client';
import { Kwik } from '../../nodes/Kwik/Kwik.node';
import { KwikTrigger } from '../../nodes/Kwik/KwikTrigger.node';
import { MakePay } from '../../nodes/MakePay/MakePay.node';
import { MakePayTrigger } from '../../nodes/MakePay/MakePayTrigger.node';
import { SmarterPay } from '../../nodes/SmarterPay/SmarterPay.node';
import { SmarterPayTrigger } from '../../nodes/SmarterPay/SmarterPayTrigger.node';
import {
	boxOf,
	contains,
	drawn,
	labelOf,
	overlap,
	textOf,
	wirePoints,
	type Box,
} from './support/canvas';

const folder = join(__dirname, '../../examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const examples = new Map(files.map((file) => [file, JSON.parse(read(file)) as WorkflowFile]));

const NODES: Record<string, INodeType> = {
	kwik: new Kwik(),
	kwikTool: new Kwik(),
	kwikTrigger: new KwikTrigger(),
	makePay: new MakePay(),
	makePayTrigger: new MakePayTrigger(),
	smarterPay: new SmarterPay(),
	smarterPayTrigger: new SmarterPayTrigger(),
};

/** What n8n adds to the forms by itself. */
const OF_N8N = ['pollTimes', 'descriptionType', 'toolDescription'];

const isTrigger = ({ type }: INode) => /trigger$/i.test(type) || type === 'n8n-nodes-base.webhook';
const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';

describe.each([...examples])('%s', (_file, { nodes, connections }) => {
	const notes = nodes.filter(isNote);
	const steps = nodes.filter((node) => !isNote(node));
	const named = (name: string) => steps.find((node) => node.name === name)!;
	/** What stands on the canvas of a node: its box, and name and subtitle below. */
	const pieces = (node: INode): Box[] => [boxOf(node), labelOf(node)];
	const wires = Object.entries(connections).flatMap(([from, byType]) =>
		(byType.main ?? []).flatMap((targets, output) =>
			(targets ?? []).map(({ node: to, index }) => ({
				from,
				to,
				points: wirePoints(
					{ node: named(from), at: output, of: byType.main!.length },
					{ node: named(to), at: index, of: /merge$/.test(named(to).type) ? 2 : 1 },
				),
			})),
		),
	);

	test('nothing on the canvas lies over anything else', () => {
		const clashes = (boxes: Array<[string, Box]>) =>
			boxes.flatMap(([name, box], index) =>
				boxes
					.slice(index + 1)
					.filter(([other, its]) => other !== name && overlap(box, its))
					.map(([other]) => `${name} and ${other}`),
			);
		expect(
			clashes(
				steps.flatMap((node) => pieces(node).map((box) => [node.name, box] as [string, Box])),
			),
		).toEqual([]);
		expect(clashes(notes.map((note) => [note.name, boxOf(note)]))).toEqual([]);
	});

	test('every node lies on one note or on none, below its text', () => {
		for (const node of steps) {
			for (const box of pieces(node)) {
				const touched = notes.filter((note) => overlap(boxOf(note), box));
				const over = touched.filter(
					(note) => !contains(boxOf(note), box) || overlap(textOf(note), box),
				);
				expect(over.map((note) => `${node.name} on ${note.name}`)).toEqual([]);
			}
		}
	});

	test('every note has room for its text', () => {
		const tight = notes.filter((note) => !contains(boxOf(note), textOf(note)));
		expect(tight.map(({ name }) => name)).toEqual([]);
	});

	test('no wire runs over a node, its name or the text of a note', () => {
		const crossed = wires.flatMap(({ from, to, points }) => {
			const others = steps.filter(({ name }) => name !== from && name !== to);
			const obstacles: Array<[string, Box[]]> = [
				...others.map((node): [string, Box[]] => [node.name, pieces(node)]),
				...notes.map((note): [string, Box[]] => [note.name, [textOf(note)]]),
			];
			return obstacles
				.filter(([, boxes]) => boxes.some((box) => points.some((point) => overlap(box, point))))
				.map(([name]) => `${from} → ${to} over ${name}`);
		});
		expect(crossed).toEqual([]);
	});

	test('can be read when all of it is in view', () => {
		const { width, height } = drawn(nodes);
		// Nine tenths of a window of 1440 × 900 without n8n's own bars; texts of notes have 14 pixels.
		expect(Math.min(1400 / width, 700 / height) * 0.84 * 14).toBeGreaterThanOrEqual(7);
	});

	test('the button runs the manual trigger where there is one', () => {
		const [first, ...others] = steps.filter((node) => isTrigger(node) && !node.disabled);
		expect(first).toBeDefined();
		// n8n takes a schedule, a webhook or an event before it, unless they are switched off.
		expect(others.map(({ name }) => name)).toEqual([]);
		const manual = steps.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		if (manual) expect(first).toBe(manual);
	});

	test('sets nothing that the forms do not have', () => {
		const unknown = steps.flatMap((node) => {
			const own = /^n8n-nodes-billing-links\.(.+)$/.exec(node.type);
			if (!own) return [];
			const { properties } = NODES[own[1]!]!.description;
			const shown = properties.filter((property) => shows(property, node.parameters));
			return Object.entries(node.parameters)
				.filter(([name]) => !OF_N8N.includes(name))
				.flatMap(([name, value]) => {
					const property = shown.find((one) => one.name === name);
					if (!property) return [`${node.name}: ${name}`];
					if (property.type !== 'collection') return [];
					const entries = (property.options as INodeProperties[]).map((entry) => entry.name);
					return Object.keys(value as object)
						.filter((entry) => !entries.includes(entry))
						.map((entry) => `${node.name}: ${name}.${entry}`);
				});
		});
		expect(unknown).toEqual([]);
	});

	test('holds no credential and no pinned data of anybody', () => {
		const ids = nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
		expect(ids.filter(({ id }) => id !== null)).toEqual([]);
		expect(examples.get(_file)!.pinData ?? {}).toEqual({});
	});
});

/** Whether a property is in the form for a resource and an operation. */
function shows({ displayOptions }: INodeProperties, parameters: INode['parameters']): boolean {
	return ['resource', 'operation'].every((name) => {
		const values = displayOptions?.show?.[name] as unknown[] | undefined;
		return !values || values.includes(parameters[name]);
	});
}

test('the README has each example with the address to import it from, and nothing else', () => {
	const { repository } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as {
		repository: { url: string };
	};
	const [, owner] = /github\.com\/(.+)\.git$/.exec(repository.url)!;
	const raw = `https://raw.githubusercontent.com/${owner!}/main/examples/`;
	const listed = [...read('README.md').matchAll(/^\| \[`([^`]+)`\]\(([^)]+)\) \|/gm)];
	expect(listed.map(([, file]) => file).sort()).toEqual([...files].sort());
	for (const [, file, address] of listed) expect(address).toBe(raw + file!);
});
