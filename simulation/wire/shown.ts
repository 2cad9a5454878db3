// What a sender sees of an answer, and some bodies that nobody expects.

/** An answer, an error of the network, or nothing at all; `drip`: bytes that never end. */
export type Shown = Answer | { error: NetworkError } | 'nothing' | 'drip';

export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body: string;
}

/** An error of the network as Node tells it. */
export interface NetworkError {
	code: string;
	syscall?: string | undefined;
}

const DEPTH = 1500;

/** JSON that is nested some thousand levels deep. */
export function deeplyNested(name: string): string {
	return `{"status":false,"${name}":${'{"a":['.repeat(DEPTH)}1${']}'.repeat(DEPTH)}}`;
}

/** A page that makes patterns look for pairs that are not there. */
export function hugePage(status: number): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html' },
		body: `<html>${'<a <style '.repeat(12_000)}`,
	};
}
