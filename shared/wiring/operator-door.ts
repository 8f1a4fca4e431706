import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperatorDoor } from '#functions/serve-operations/handler.ts';
import type { Installation } from './installation.ts';

/** `hashes`: operator → SHA-256 of their tokens, hex; several of one are valid at once, for rotation. The tokens themselves are kept nowhere. */
export function operatorDoor(
  { settings, newId }: Pick<Installation, 'settings' | 'newId'>,
  hashes: Readonly<Record<string, readonly string[]>>,
): OperatorDoor {
  const known = Object.entries(hashes).flatMap(([name, all]) => all.map((hash) => ({ name, digest: Buffer.from(hash, 'hex') })));
  return {
    newId,
    intakeOpen: settings.rules.intakeOpen,
    operatorOf(authorization) {
      const given = hashOf(/^Bearer ([\x21-\x7e]{32,500})$/.exec(authorization ?? '')?.[1] ?? '');
      // Every token is compared, so that time does not tell which one is near.
      return known.filter(({ digest }) => digest.length === given.length && timingSafeEqual(digest, given))[0]?.name;
    },
  };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
