import { changeTokens, readTokens } from '#contexts/access/app/tokens.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

interface Ending {
  /** Of each command. */
  newId: () => string;
  /** Whoever ends them, as records call them. */
  operator: string;
}

/** W4. What opened something in a person's name opens nothing any more: whoever has their id next is somebody else. */
export async function endOwnTokens(
  kernel: AccessKernel,
  reader: Parameters<typeof readTokens>[0],
  person: string,
  { newId, operator }: Ending,
): Promise<void> {
  const holder = { kind: 'person', name: person } as const;
  const { tokens } = await readTokens(reader, holder);
  for (const { number, ended } of tokens)
    if (ended === undefined) await changeTokens(kernel, holder, newId(), { command: 'revoke_token', number, operator });
}
