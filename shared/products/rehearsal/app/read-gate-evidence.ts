import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import type { GateRules } from '#contexts/gates/domain/gate-rules.ts';
import type {
  CannotTell,
  EarlierAudits,
  FileEvidence,
  GateEvidence,
  HeadEvidence,
  Evidence,
} from '#contexts/gates/domain/gate-evidence.ts';
import { pathsToRead } from '#contexts/gates/domain/job-files.ts';
import { awaitsMerge } from '#products/rehearsal/domain/fallen.ts';
import { hasOtherBase, type Base } from '#contexts/gates/domain/pull-request/base.ts';
import { endedWell, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Duration } from '#kernel/time.ts';
import { seeJobFiles } from '#contexts/gates/app/see-job-files.ts';
import { seeRemoval } from '#contexts/gates/app/see-removal.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { CodeHostUnavailable, type CodeHost, type Head } from '#contexts/gates/ports/code-host.ts';

/** What could be seen. `trouble`: something could not, and asking is worth while again after so long, if that is known. */
export interface Sight {
  /** The commit that all of it is about. */
  sha: string | undefined;
  base?: Base;
  seen: GateEvidence;
  /** The change itself, as the host shows it. */
  found: Head | { state: 'unreachable' };
  trouble: { retryAfter: Duration | undefined } | undefined;
}

/** G7. Any trouble with the host is "could not be asked", gate by gate: it never passes for an answer. */
interface Patient {
  trouble: Sight['trouble'];
  ask<T>(question: () => Promise<T>): Promise<T | { state: 'unreachable' }>;
}

function patient({ log }: System, requestId: string): Patient {
  const self: Patient = {
    trouble: undefined,
    async ask(question) {
      try {
        return await question();
      } catch (error) {
        const told = error instanceof CodeHostUnavailable ? error.retryAfter : undefined;
        self.trouble = { retryAfter: Math.max(told ?? 0, self.trouble?.retryAfter ?? 0) || undefined };
        const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        log('WARNING', 'code host not reached', { requestId, cause: cause.slice(0, 300) });
        return { state: 'unreachable' };
      }
    },
  };
  return self;
}

/** G8. Reads all that the gates are judged by, at the change's head; what is not asked for by any gate that is on is not read. */
export async function readGateEvidence(
  system: System,
  host: CodeHost,
  state: Identified & Requested & Authored & Mergeable & Lifecycle,
): Promise<Sight> {
  const { change } = state.submission;
  const careful = patient(system, state.id);
  const found = await careful.ask(() => host.readHead(change));
  const evidence = await readEvidence(system, state);
  const head: HeadEvidence = { state: found.state };
  if (!('headSha' in found))
    return {
      sha: undefined,
      found,
      seen: { head, checks: NOT_ASKED, reviews: NOT_ASKED, authors: NOT_ASKED, files: NOT_ASKED, evidence },
      trouble: careful.trouble,
    };
  // A branch is looked at where it was at the first look (I4).
  const sha = change.kind === 'ref' ? (state.headSha ?? found.headSha) : found.headSha;
  const base: Base = { ref: found.baseRef, sha: found.baseSha };
  // Of one that ended well only a push or another base is news, unless it is still to be merged (G9).
  const isNews = !endedWell(state) || awaitsMerge(state) || sha !== state.headSha || hasOtherBase(state.base, base);
  const on = (...gates: GateRules['gatesOff']): boolean => isNews && gates.some((gate) => !system.rules.gatesOff.includes(gate));
  const [checks, reviews, authors, files] = await Promise.all([
    on('checks') ? careful.ask(() => host.readChecks(change, sha)) : NOT_ASKED,
    on('reviewers') ? careful.ask(() => host.readReviews(change, sha)) : NOT_ASKED,
    isNews ? careful.ask(() => host.readAuthors(change, sha)) : NOT_ASKED,
    on('registry', 'test_file') ? careful.ask(() => readJobFiles(system, host, state, { ...found, headSha: sha })) : NOT_ASKED,
  ]);
  return {
    sha,
    found,
    base,
    seen: { head, checks, reviews, authors, files, evidence },
    trouble: careful.trouble,
  };
}

const NOT_ASKED: CannotTell = { state: 'cannot_tell', why: 'it was not asked' };

async function readJobFiles(
  { rules }: System,
  host: CodeHost,
  { submission }: Requested,
  head: Exclude<Head, { state: 'missing' }>,
): Promise<Evidence<FileEvidence>> {
  const { change, jobs } = submission;
  const layout = layoutOf(rules.jobLayouts, change);
  const files = jobs.length === 0 ? undefined : await seeJobFiles(host, change, layout, head.headSha);
  if (files === undefined) return NOT_ASKED;
  const changed = change.kind === 'ref' ? [] : await host.listChangedFiles(change, head.baseSha, head.headSha);
  const texts = await host.readFiles(change, head.headSha, pathsToRead(jobs, files, changed));
  const { baseSha, headSha } = head;
  const removal = change.kind === 'pull_request' && (await seeRemoval(host, jobs, layout, { change, baseSha, headSha, changed, texts }));
  return { state: 'read', texts, changed, ...(removal ? { onlyRemoves: true } : {}) };
}

async function readEvidence({ store }: System, { submission }: Requested): Promise<EarlierAudits> {
  const named = submission.jobs.flatMap(({ step, auditEvidence }) =>
    auditEvidence === undefined ? [] : [{ step, ...auditEvidence, audit: auditEvidence.step }],
  );
  return Promise.all(
    named.map(async ({ step, requestId, audit }) => {
      const earlier = await store.get({ collection: 'requests', id: requestId });
      const found = earlier?.state.jobs.some(
        (job) => job.ask.role === 'audit' && job.state === 'approved' && (audit === undefined || job.step === audit),
      );
      return { step, requestId, found: found === true };
    }),
  );
}
