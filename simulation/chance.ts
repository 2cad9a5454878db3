// What programs take for random, drawn from the seed while a scenario is played.
import crypto from 'node:crypto';
import type { Random } from './random';

const real = {
	random: Math.random.bind(Math),
	randomBytes: crypto.randomBytes,
	randomUUID: crypto.randomUUID,
};

/** A UUID of random bytes, in the form of version 4. */
function uuidOf(random: Random): `${string}-${string}-${string}-${string}-${string}` {
	const bytes = random.bytes(16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Takes over all that is random. @returns gives it back */
export function drawFrom(random: Random): () => void {
	Math.random = () => random.next();
	crypto.randomBytes = ((length: number) => random.bytes(length)) as typeof crypto.randomBytes;
	crypto.randomUUID = () => uuidOf(random);
	return () => {
		Math.random = real.random;
		crypto.randomBytes = real.randomBytes;
		crypto.randomUUID = real.randomUUID;
	};
}
