import { maskAddresses } from '#kernel/address.ts';
import type { Digest } from '#kernel/digest.ts';
import type { OutputDigests } from '#contexts/operations/domain/told-end.ts';
import type { OutputStream } from '#contexts/operations/ports/output-store.ts';

/** A8, R12. Of what is handed out of each stream, and not of what nobody is given: whoever has the file can hold it against them. */
export interface Digesting {
  take(stream: OutputStream, lines: readonly string[]): void;
  /** Undefined where no digests are made. */
  end(): OutputDigests | undefined;
}

export function digesting(newDigest: (() => Digest) | undefined): Digesting {
  const digests = newDigest === undefined ? undefined : { stdout: newDigest(), stderr: newDigest() };
  return {
    take(stream, lines) {
      if (digests !== undefined && lines.length > 0) digests[stream].update(handedOut(lines));
    },
    end: () => digests && { stdout: digests.stdout.hex(), stderr: digests.stderr.hex() },
  };
}

/** Lines as whoever may see them downloads them. */
export function handedOut(lines: readonly string[]): string {
  return lines.map((line) => `${maskAddresses(line)}\n`).join('');
}
