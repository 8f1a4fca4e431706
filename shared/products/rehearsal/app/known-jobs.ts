import { seeJobs } from '#contexts/gates/app/see-jobs.ts';
import type { JobLayout } from '#contexts/gates/domain/job-files.ts';
import { CodeHostUnavailable, type CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { KnownRead, KnownReader, Repository } from '#contexts/operations/ports/known.ts';

interface Place extends JobLayout {
  /** The branch whose jobs are told. */
  baseRef: string;
}

export interface KnownJobsTools {
  host: CodeHost;
  repositories: readonly Place[];
  /** Where a request is asked for; filled in as this one was. */
  formUrl(like?: string): string;
}

/** O6. Jobs of the registry of a repository that the settings name. */
export function knownJobs(tools: KnownJobsTools): KnownReader {
  return {
    async read(repository) {
      const place = tools.repositories.find((one) => isSame(one, repository));
      if (place === undefined) return undefined;
      try {
        return await readJobs(tools, place);
      } catch (error) {
        if (error instanceof CodeHostUnavailable) return only(`${nameOf(place)} cannot be read now: ${error.message}`);
        throw error;
      }
    },
  };
}

async function readJobs({ host, formUrl }: KnownJobsTools, place: Place): Promise<KnownRead> {
  const { owner, repository, baseRef, registryFile } = place;
  if (registryFile === undefined) return only(`the settings name no registry file of ${nameOf(place)}: its jobs are not known`);
  const ref = { kind: 'ref', owner, repository, ref: `refs/heads/${baseRef}` } as const;
  const head = await host.readHead(ref);
  if (head.state === 'missing') return only(`${nameOf(place)} has no branch ${baseRef}`);
  const seen = await seeJobs(host, ref, head.headSha, place);
  if (seen === undefined) return only(`there is no ${registryFile} on ${baseRef} of ${nameOf(place)}`);
  return {
    known: seen.jobs.map(({ name, file }) => ({
      what: 'job',
      name,
      home: nameOf(place),
      file,
      seenAt: head.headSha,
      // X1. A request is asked for by its signed form or our own page, and by nothing else.
      startAnew: (last) => `send the form ${formUrl(last?.within.kind === 'request' ? last.within.id : undefined)}`,
    })),
    notes: seen.left === 0 ? [] : [`${seen.left} more files that ${registryFile} imports were not looked for`],
  };
}

function isSame(a: Repository, b: Repository): boolean {
  return nameOf(a).toLowerCase() === nameOf(b).toLowerCase();
}

function nameOf({ owner, repository }: Repository): string {
  return `${owner}/${repository}`;
}

function only(note: string): KnownRead {
  return { known: [], notes: [note] };
}
