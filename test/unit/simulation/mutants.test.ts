// The bugs that the simulator is to find can still be put back into the sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../../../simulation/mutants';
import { mutated } from '../../../simulation/mutation';

const root = join(__dirname, '../../..');

test.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))('%s', (_, mutant) => {
	for (const file of new Set(mutant.edits.map((edit) => edit.file))) {
		const text = readFileSync(join(root, `${file}.ts`), 'utf8');
		expect(mutated(mutant, file, text)).not.toBe(text);
	}
});
