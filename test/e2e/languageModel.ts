// A stand-in for an OpenAI-compatible model on loopback: it calls the tools it is told to, then repeats what they gave.
import Fastify, { type FastifyInstance } from 'fastify';
import type { IDataObject } from 'n8n-workflow';

/** A tool as the model is offered it. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { description?: string; type?: string }> };
}

interface Message {
	role: string;
	content?: unknown;
}

interface ChatRequest {
	model: string;
	stream?: boolean;
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Which tool to call, and with what; undefined to repeat the last message.
 * `told` is what the tools called before gave, in their order.
 */
export type Decide = (tools: OfferedTool[], told: string[]) => [string, IDataObject] | undefined;

export class LanguageModel {
	/** What the model was asked, oldest first. */
	readonly requests: ChatRequest[] = [];
	/** Set by each test. */
	decide: Decide = () => undefined;
	private readonly app: FastifyInstance = Fastify({ bodyLimit: 10_000_000 });
	/** To be given as *Base URL* of the OpenAI credential. */
	url = '';

	async start(): Promise<this> {
		this.app.get('/v1/models', async () => ({ object: 'list', data: [{ id: 'stand-in' }] }));
		this.app.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }, reply) => {
			this.requests.push(body);
			const message = this.answer(body);
			if (!body.stream) return completion('chat.completion', { message });
			const chunk = completion('chat.completion.chunk', { delta: message });
			const events = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
			return await reply.type('text/event-stream').send(events);
		});
		this.url = `${await this.app.listen({ port: 0, host: '127.0.0.1' })}/v1`;
		return this;
	}

	async stop(): Promise<void> {
		await this.app.close();
	}

	/** The tools offered in the last request. */
	get offered(): OfferedTool[] {
		return (this.requests.at(-1)?.tools ?? []).map(({ function: tool }) => tool);
	}

	private answer({ messages, tools = [] }: ChatRequest) {
		const call = this.decide(
			tools.map(({ function: tool }) => tool),
			messages.filter(({ role }) => role === 'tool').map(textOf),
		);
		if (!call) return { role: 'assistant', content: textOf(messages.at(-1)!) };
		const [name, input] = call;
		const called = { name, arguments: JSON.stringify(input) };
		const id = `call_${this.requests.length}`;
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id, type: 'function', function: called }],
		};
	}
}

function textOf({ content }: Message): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function completion(object: string, choice: Record<string, { tool_calls?: unknown }>) {
	const [message] = Object.values(choice);
	const reason = message!.tool_calls ? 'tool_calls' : 'stop';
	return {
		...{ id: 'chatcmpl-1', object, created: 1, model: 'stand-in' },
		choices: [{ index: 0, ...choice, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
