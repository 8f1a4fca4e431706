import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { KnownReader } from '#contexts/operations/ports/known.ts';
import { knownActionsOf } from '#products/pipelines/app/known-studies.ts';
import { knownJobs } from '#products/rehearsal/app/known-jobs.ts';
import { askTools } from './ask-tools.ts';
import type { Installation } from './installation.ts';

/** O6. What repositories have that can be run: each product's readers stand here. */
export function knownReaders({ settings, system }: Pick<Installation, 'settings' | 'system'>, host: CodeHost): readonly KnownReader[] {
  const { publicUrl, repositories } = settings;
  const form = `${publicUrl}/requests/new`;
  return [
    knownJobs({ host, repositories, formUrl: (like) => (like === undefined ? form : `${form}?from=${like}`) }),
    knownActionsOf(system, askTools({ system }, host)),
  ];
}
