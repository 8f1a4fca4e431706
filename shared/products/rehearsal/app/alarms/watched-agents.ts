import { readTokens } from '#contexts/access/app/tokens.ts';
import { isValid } from '#contexts/access/domain/token/state.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { addedBackends } from '#contexts/backends/app/named.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** A backend whose agent is to be heard. */
export interface WatchedAgent {
  slug: string;
  executor: 'agent';
  seen: () => Promise<BackendDocument>;
}

/** B9: agents of the settings' backends, and of the added ones those that could be heard: theirs has a token, or was heard before. */
export async function watchedAgents(system: System): Promise<WatchedAgent[]> {
  const ours = system.rules.backends.filter(({ executor }) => executor === 'agent');
  const added = await addedBackends(system);
  const now = added.length === 0 ? 0 : await system.store.now();
  const could = await Promise.all(added.map(async (one) => one.lastSeenAt !== undefined || (await hasToken(system, one.slug, now))));
  return [
    ...ours.map(({ slug }) => ({ slug, executor: 'agent' as const, seen: () => readBackend(system, slug) })),
    ...added.filter((_one, at) => could[at]).map((one) => ({ slug: one.slug, executor: 'agent' as const, seen: async () => one })),
  ];
}

async function hasToken(system: System, slug: string, now: number): Promise<boolean> {
  const { tokens } = await readTokens(system, { kind: 'agent', name: slug });
  return tokens.some((token) => isValid(token, now));
}
