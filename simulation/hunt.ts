import type { Merchants } from './providers';
export async function hunt(
	_root: string,
	_m: Merchants,
	_o: { seeds: number; only: string[] | undefined },
): Promise<number> {
	return 0;
}
