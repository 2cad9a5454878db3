// Where things lie on n8n's canvas, measured in n8n 2.41.1: boxes of nodes, names below them, texts of notes, wires.
import type { INode } from 'n8n-workflow';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

const NODE = 96;
/** A node with nodes below it, such as an agent, is wider; those below it are round and smaller. */
const WITH_SUBNODES = 256;
const SUBNODE = 80;
/** Names break into lines of this width. */
const LABEL = 192;
/** A letter, a line and the padding of a note. */
const LETTER = 6.9;
const LINE = 19;
const PADDING = 14;

const isAgent = ({ type }: INode) => /langchain\.agent$/.test(type);
const isSubnode = ({ type }: INode) => /Tool$|langchain\.(lm|memory)/.test(type);

/** The box of a node or a note. */
export function boxOf({ type, position, parameters, ...node }: INode): Box {
	const [x, y] = position;
	if (type === 'n8n-nodes-base.stickyNote') {
		return { x, y, width: Number(parameters.width), height: Number(parameters.height) };
	}
	const whole = { type, position, parameters, ...node };
	if (isSubnode(whole)) return { x, y, width: SUBNODE, height: SUBNODE };
	return { x, y, width: isAgent(whole) ? WITH_SUBNODES : NODE, height: NODE };
}

/** Name and subtitle below a node; an agent has them inside. */
export function labelOf(node: INode): Box {
	const { x, y, width, height } = boxOf(node);
	if (isAgent(node)) return { x, y, width, height };
	const long = node.name.length * 8.5;
	const labelWidth = Math.min(LABEL, Math.max(long, 96));
	// One that is switched off says so in a line of its own.
	const lines = Math.ceil(long / LABEL) + (node.disabled ? 1 : 0);
	return {
		x: x + width / 2 - labelWidth / 2,
		y: y + height,
		width: labelWidth,
		height: 8 + lines * 20 + 18,
	};
}

/** The text of a note: headings, paragraphs and lists from its top. */
export function textOf(note: INode): Box {
	const { x, y, width } = boxOf(note);
	const room = width - 2 * PADDING;
	const lines = String(note.parameters.content).split('\n').filter(Boolean);
	const heights = lines.map((line) => {
		const plain = line.replace(/[*`]/g, '');
		if (line.startsWith('## ')) return 28 * Math.ceil(((plain.length - 3) * 10.5) / room) + 12;
		if (line.startsWith('### ')) return 24 * Math.ceil(((plain.length - 4) * 8.5) / room) + 10;
		if (/^(\d+\.|-) /.test(line))
			return LINE * Math.ceil((plain.length * LETTER) / (room - 24)) + 4;
		return LINE * Math.ceil((plain.length * LETTER) / room) + 7;
	});
	const height = heights.reduce((sum, one) => sum + one, 0);
	return { x, y, width, height };
}

interface End {
	node: INode;
	/** Which of how many outputs or inputs. */
	at: number;
	of: number;
}

/** Points of the wire between an output and an input: the curve that n8n draws, as small boxes. */
export function wirePoints(from: End, to: End): Box[] {
	const start = boxOf(from.node);
	const end = boxOf(to.node);
	const a = { x: start.x + start.width, y: handle(start, from) };
	const b = { x: end.x, y: handle(end, to) };
	const bend = b.x >= a.x ? (b.x - a.x) / 2 : 6.25 * Math.sqrt(a.x - b.x);
	return Array.from({ length: 101 }, (_, step) => {
		const t = step / 100;
		const [p, q, r, s] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
		return {
			x: p * a.x + q * (a.x + bend) + r * (b.x - bend) + s * b.x - 2,
			y: p * a.y + q * a.y + r * b.y + s * b.y - 2,
			width: 4,
			height: 4,
		};
	});
}

const handle = ({ y, height }: Box, { at, of }: End) => y + (height * (at + 1)) / (of + 1);

/** The box around all of them. */
export function drawn(nodes: INode[]): Box {
	const boxes = nodes.map(boxOf);
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
	};
}

export function overlap(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Box, inner: Box): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height
	);
}
