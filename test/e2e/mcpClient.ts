// A client of n8n's MCP Server Trigger: JSON-RPC over streamable HTTP, as far as calling tools needs it.
import axios from 'axios';

interface Message {
	id?: number;
	result?: {
		tools?: Array<{ name: string }>;
		content?: Array<{ text?: string }>;
		isError?: boolean;
	};
	error?: { message: string };
}

/** One session with the server at an address. */
export class McpClient {
	private session: string | undefined;
	private calls = 0;

	constructor(private readonly url: string) {}

	/** Opens the session; gives the names of the tools. */
	async open(): Promise<string[]> {
		await this.request('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1' },
		});
		await this.post({ method: 'notifications/initialized' });
		const { result } = await this.request('tools/list', {});
		return (result?.tools ?? []).map(({ name }) => name);
	}

	/** Calls a tool; gives what it says, and whether it is an error. */
	async call(name: string, args: object): Promise<{ text: string; isError: boolean }> {
		const { result, error } = await this.request('tools/call', { name, arguments: args });
		const text = error?.message ?? (result?.content ?? []).map((part) => part.text ?? '').join('');
		return { text, isError: error !== undefined || result?.isError === true };
	}

	private async request(method: string, params: object): Promise<Message> {
		const id = ++this.calls;
		const messages = await this.post({ id, method, params });
		const answer = messages.find((message) => message.id === id);
		if (!answer) throw new Error(`No answer to ${method}`);
		return answer;
	}

	private async post(message: object): Promise<Message[]> {
		const { data, headers } = await axios.post<string>(
			this.url,
			{ jsonrpc: '2.0', ...message },
			{
				headers: {
					accept: 'application/json, text/event-stream',
					...(this.session ? { 'mcp-session-id': this.session } : {}),
				},
				responseType: 'text',
				transformResponse: (text: string) => text,
				proxy: false,
			},
		);
		const session: unknown = headers['mcp-session-id'];
		if (typeof session === 'string') this.session = session;
		const texts = data.startsWith('{')
			? [data]
			: data.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []));
		return texts.filter((text) => text.trim() !== '').map((text) => JSON.parse(text) as Message);
	}
}
