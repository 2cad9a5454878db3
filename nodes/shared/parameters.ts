// Reading of node parameters: one with an expression once per item, one without it once per run.
import type { IExecuteFunctions } from 'n8n-workflow';

/** True when a parameter's stored value holds an expression somewhere inside. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}

/** The parameters of the running node. Evaluating an expression is the dearest thing n8n does per item. */
export class Parameters {
	private readonly constants = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * The value of a parameter for one item; undefined when the editor hides it.
	 * @throws what n8n throws for an expression that cannot be evaluated
	 */
	read(name: string, itemIndex: number): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const stored = this.context.getNode().parameters[name];
		if (stored === undefined) return undefined;
		const value: unknown = this.context.getNodeParameter(name, itemIndex, undefined, {
			skipValidation: true,
		});
		if (!hasExpression(stored)) this.constants.set(name, value);
		return value;
	}
}
