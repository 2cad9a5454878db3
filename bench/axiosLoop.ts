// The baseline without n8n: axios and a bounded number of requests in flight, nothing else.
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { setTimeout as pause } from 'node:timers/promises';

/** Node.js' own agent keeps connections open here, which n8n's HTTP helper does not. */
const client = axios.create({ proxy: false, timeout: 60_000, validateStatus: () => true });

/**
 * Sends all requests, at most `parallel` of them in flight, and gives the answers in order.
 * @param perSecond spaces the starts evenly; undefined for as fast as it goes
 */
export async function axiosLoop(
	requests: AxiosRequestConfig[],
	parallel: number,
	perSecond?: number,
): Promise<AxiosResponse[]> {
	const answers: AxiosResponse[] = [];
	const start = performance.now();
	let next = 0;
	const worker = async () => {
		while (next < requests.length) {
			const index = next++;
			const wait = perSecond ? start + (1000 * index) / perSecond - performance.now() : 0;
			if (wait > 0) await pause(wait);
			answers[index] = await client.request(requests[index]!);
		}
	};
	await Promise.all(Array.from({ length: parallel }, worker));
	return answers;
}
