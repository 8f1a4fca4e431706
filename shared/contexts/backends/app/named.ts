import { backendNamed, type NamedBackend } from '#contexts/backends/domain/named.ts';
import type { BackendDocument, BackendTables } from '#contexts/backends/documents.ts';
import { loadBackend } from '#contexts/backends/app/stored-backends.ts';
import type { System } from '#kernel/system.ts';

/** Most that are added while the system runs. */
export const MOST_ADDED = 200;

type Named = Pick<System<BackendTables, Parameters<typeof backendNamed>[0]>, 'store' | 'rules' | 'timeScale'>;

/** B10: as it is now; what was added a moment ago is there. Of one that the settings name, nothing is read. */
export async function findBackend({ store, rules, timeScale }: Named, slug: string): Promise<NamedBackend | undefined> {
  const isOurs = rules.backends.some((one) => one.slug === slug);
  return backendNamed(rules, isOurs ? { slug } : (await loadBackend(store, slug)).state, timeScale);
}

/** Those that the settings do not name, in the order of their slugs. */
export async function addedBackends({ store, rules }: Omit<Named, 'timeScale'>): Promise<BackendDocument[]> {
  const found = await store.query({ index: 'backendsAdded', equal: { isAdded: true }, limit: MOST_ADDED });
  const ours = new Set(rules.backends.map(({ slug }) => slug));
  return found.map(({ document }) => document).filter(({ slug }) => !ours.has(slug));
}

/** All slugs, those of the settings first. */
export async function backendSlugs(system: Omit<Named, 'timeScale'>): Promise<string[]> {
  return [...system.rules.backends.map(({ slug }) => slug), ...(await addedBackends(system)).map(({ slug }) => slug)];
}
