// The nodes that compete, configured as their users would.
import type { NodeParameterValueType } from 'n8n-workflow';
import type { Step } from './flow';
import { SEQUENTIAL_TYPE } from './sequential/package';

type Parameters = Record<string, NodeParameterValueType>;

/** Name of the node whose time counts. */
export const CONTENDER = 'Contender';

/** A node of this package. */
export const ownNode = (
	type: 'kwik' | 'smarterPay' | 'makePay',
	credentials: Record<string, string>,
	parameters: Parameters,
): Step => ({
	name: CONTENDER,
	type: `n8n-nodes-billing-links.${type}`,
	typeVersion: 1,
	parameters: { options: {}, ...parameters },
	credentials,
});

/** All items at once, or so many per so many milliseconds. */
export type Batching = { batchSize: number; batchInterval: number } | undefined;

/** What an expert sets for a limit of 100 requests per second. */
export const TUNED: Batching = { batchSize: 100, batchInterval: 1000 };

export interface HttpRequest {
	method?: 'GET' | 'POST';
	url: string;
	/** Type and name of a generic credential. */
	credential: [type: string, name: string];
	/** Expression or text of a JSON body. */
	jsonBody?: string;
	batching?: Batching;
	options?: Parameters;
}

/** n8n's own HTTP Request node, at its newest version. */
export const httpRequest = (request: HttpRequest): Step => {
	const { method = 'POST', url, credential, jsonBody, batching, options = {} } = request;
	return {
		name: CONTENDER,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method,
			url,
			authentication: 'genericCredentialType',
			genericAuthType: credential[0],
			...(jsonBody !== undefined && { sendBody: true, specifyBody: 'json', jsonBody }),
			options: { ...options, ...(batching && { batching: { batch: batching } }) },
		},
		credentials: { [credential[0]]: credential[1] },
	};
};

/** n8n's Edit Fields node: nothing but the expressions. */
export const editFields = (fields: Array<{ name: string; value: string; type: string }>): Step => ({
	name: CONTENDER,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.5,
	parameters: {
		assignments: { assignments: fields.map((field, index) => ({ id: String(index), ...field })) },
		options: {},
	},
});

/** The throw-away node that sends item after item. */
export const itemByItem = (
	url: string,
	credential: string,
	fields: Array<{ name: string; value: string }> = [],
	inRecords = false,
): Step => ({
	name: CONTENDER,
	type: SEQUENTIAL_TYPE,
	typeVersion: 1,
	parameters: {
		url,
		inRecords,
		fields: { field: fields.map(({ name, value }) => ({ name, value })) },
	},
	credentials: { httpCustomAuth: credential },
});

/** n8n's Split Out node, which turns a page's list into items. */
export const splitOut = (field: string): Step => ({
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: field, options: {} },
});
