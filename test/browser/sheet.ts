// A sheet that lies in n8n before a workflow reads it: a data table.
import type { N8nClient } from '../../host/client';

/** Lays rows of text into a new data table. Gives what takes it away again. */
export async function layDownSheet(
	client: N8nClient,
	name: string,
	rows: Array<Record<string, string>>,
): Promise<() => Promise<void>> {
	const { id: project } = await client.call<{ id: string }>('GET', '/rest/projects/personal');
	const tables = `/rest/projects/${project}/data-tables`;
	const columns = Object.keys(rows[0]!).map((column) => ({ name: column, type: 'string' }));
	const { id } = await client.call<{ id: string }>('POST', tables, { name, columns });
	await client.call('POST', `${tables}/${id}/insert`, { data: rows, returnType: 'count' });
	return async () => await client.call('DELETE', `${tables}/${id}`);
}
