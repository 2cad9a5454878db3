// Which operation each table of fields in docs/providers is about, and which test holds it. What a field is called in
// the node is found by running the operation: see coverage.ts.
import type { IDataObject } from 'n8n-workflow';
import type { NodeUnderTest } from '../../unit/support/nodeUnderTest';

/** A test: its file below `test/`, and its title. */
export type Test = [file: string, title: string];

/** What is to be known of a table of fields. */
export interface TableOfFields {
	document: 'kwik' | 'smarterpay' | 'makepay';
	section: string;
	/** Which of the section's tables of fields; or the fields of the first record in its sample answer. */
	table: number | 'sample';
	/** What the fields are, in the words of the page. */
	what: string;
	/** Fields that neither a parameter nor the output stands for: what does, and which test says so. */
	says?: Record<string, [parameter: string, test?: Test]>;
	test: Test;
	/** The operation, and where in its request or answer the fields stand. */
	of?: Request | Answer;
}

/** Fields of a request. */
export interface Request {
	node: NodeUnderTest;
	operation: string;
	/** Where the fields stand: `body`, `body.records.0`, `query`. */
	at: string;
}

/** Fields of an answer. */
export interface Answer {
	node: NodeUnderTest;
	operation: string;
	/** An answer that has the record. */
	answer: (sample: IDataObject) => IDataObject;
	/** Which of the section's samples it is. */
	sample?: number;
	/** What of a documented name the record does not have: `result.`. */
	without?: string;
}

/** A documented call that the nodes do not make, whose fields therefore have no parameter; and why. */
export interface NotCalled {
	document: string;
	section: string;
	why: string;
}

/** The folder of the tests of operations. */
export const UNIT = 'unit/operations';

/** The tests of the page itself, which go through every field. */
export const COMES_OUT: Test = [
	'workflows/package/coverage.test.ts',
	'each documented field of an answer comes out as the provider sent it',
];
export const IS_SENT: Test = [
	'workflows/package/coverage.test.ts',
	'each documented field of a request is sent by its parameter',
];

/** Fields of a request. */
export function request(node: NodeUnderTest, operation: string, at: string): Request {
	return { node, operation, at };
}

/** For a sample that is an answer. */
export const asItIs = (sample: IDataObject) => sample;
