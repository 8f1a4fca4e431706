import { z } from 'zod';
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { attestationsOf } from '#products/rehearsal/domain/evidence/statements.ts';
import { createStatementSigner } from '#platform/statement-signer.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';

export const INSTALLATION = 'https://rehearsal.example.org';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A key as the secret holds it, and what it is made of. */
export function newKey(day: string): { entry: string; privateKey: KeyObject; publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { entry: `${day}=${privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')}`, privateKey, publicKey };
}

/** The file of a request, as its page hands it out. */
export function fileOf(state: RequestState, entries: readonly string[]): string {
  const signer = createStatementSigner(entries);
  return attestationsOf(state, sha256, INSTALLATION)
    .map(({ ran, approved }) => `${signer.envelope(ran)}\n${signer.envelope(approved)}\n`)
    .join('');
}

/** A forger's envelope: whatever bytes, type and text are to be signed. */
export function forge(
  key: KeyObject,
  payload: string,
  { type = 'application/vnd.in-toto+json', signed = payload, beside = {} } = {},
): string {
  const pae = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${Buffer.byteLength(signed)} ${signed}`;
  const sig = sign(null, Buffer.from(pae), key).toString('base64');
  const encoded = Buffer.from(payload).toString('base64');
  return JSON.stringify({ payloadType: type, payload: encoded, signatures: [{ sig }], ...beside });
}

const envelope = z.object({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: z.string() })),
});
type Envelope = z.infer<typeof envelope>;

export function envelopeOf(line: string): Envelope {
  return envelope.parse(JSON.parse(line));
}

export function payloadOf(line: string): string {
  return Buffer.from(envelopeOf(line).payload, 'base64').toString();
}
