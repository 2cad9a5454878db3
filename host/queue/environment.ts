// What makes processes of n8n one system: taken from deploy/compose.yaml, so that what is handed out is what is tested.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Where the compose file is, from the root of this project. */
export const COMPOSE_FILE = 'deploy/compose.yaml';

type Environment = Record<string, string>;
interface ComposeFile {
	services: Record<string, { environment?: Environment }>;
}

/**
 * The environment of a service of the compose file, with its variables filled in.
 * @param values the variables of `deploy/.env`
 * @throws Error for a variable that has neither a value nor a default
 */
export function serviceEnvironment(service: 'main' | 'worker', values: Environment): Environment {
	const text = readFileSync(join(__dirname, '..', '..', COMPOSE_FILE), 'utf8');
	const { services } = parse(text, { merge: true }) as ComposeFile;
	return Object.fromEntries(
		Object.entries(services[service]!.environment!).map(([name, value]) => [
			name,
			filledIn(value, values),
		]),
	);
}

/** `${NAME}`, with a default (`:-`) or a message for who gives none (`:?`). */
export const VARIABLE = /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g;

const filledIn = (text: string, values: Environment) =>
	text.replace(VARIABLE, (_, name: string, otherwise?: string) => {
		const value = values[name] || otherwise;
		if (value === undefined) throw new Error(`${COMPOSE_FILE}: ${name} has no value`);
		return value;
	});
