import type { ReleaseCommand, ReleaseRefused } from '#contexts/calendar/domain/release/commands.ts';
import type { ReleaseFact } from '#contexts/calendar/domain/release/facts.ts';
import { releaseProcess } from '#contexts/calendar/domain/release/process.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { ReleaseRules, Wanted } from '#contexts/calendar/domain/release/react.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { Stored } from '#kernel/stored.ts';
import type { CalendarTransaction } from '#contexts/calendar/ports.ts';
import type { ReleaseDocument } from '#contexts/calendar/documents.ts';

/** The types of a release, as the kernel handles it. */
interface ReleaseTypes {
  State: ReleaseState;
  Command: ReleaseCommand;
  Fact: ReleaseFact;
  Rules: ReleaseRules;
  Effect: Wanted['effect'];
  Refused: ReleaseRefused;
  Document: ReleaseDocument;
  Naming: { release: string };
}

/** Releases (C1). One that nobody has looked at yet is kept nowhere. */
export const storedReleases: Stored<CalendarTransaction, ReleaseTypes> = {
  process: releaseProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `release.${id}`,
  entryOf: (release) => ({ release }),
  rings: false,
  load: (tx, id) => tx.get({ collection: 'releases', id }),
  project: ({ state, commands }) => ({ name: state.name, commands, state }),
  follows: ['name'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'releases', id }, document);
    tx.create({ collection: 'releaseTimeline', parent: id, id: entryId }, entry);
  },
};
