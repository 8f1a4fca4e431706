import { layoutOf } from '#domain/request/evaluate-gates.ts';
import { compareEarlier, type EarlierEvidence } from '#domain/request/earlier.ts';
import { pathsToRead } from '#domain/request/job-files.ts';
import type { RequestState } from '#domain/request/state.ts';
import { seeJobFiles } from '#application/see-job-files.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

/**
 * I14: what the evidence of the request that this one repeats is worth at its head; read once a head. Undefined: there is none, it is known
 * already, or the host cannot be asked now.
 */
export async function seeEarlier(
  { store, rules, log }: System,
  host: CodeHost,
  state: RequestState,
  headSha: string,
): Promise<EarlierEvidence | undefined> {
  const { resubmissionOf, change, jobs } = state.submission;
  if (resubmissionOf === undefined || jobs.length === 0 || state.earlier?.headSha === headSha) return undefined;
  const before = (await store.get({ collection: 'requests', id: resubmissionOf }))?.state;
  if (before?.headSha === undefined || !before.jobs.some((job) => job.state === 'approved')) return undefined;
  const layout = layoutOf(rules.jobLayouts, change);
  if (layout.registryFile === undefined) return { headSha, found: compareEarlier(state.jobs, before, { layout, now: NONE, before: NONE }) };
  try {
    const head = await host.readHead(change);
    const changed = 'baseSha' in head && change.kind === 'pull_request' ? await host.listChangedFiles(change, head.baseSha, headSha) : [];
    const at = async (where: RequestState['submission']['change'], sha: string): Promise<Map<string, string>> => {
      const files = await seeJobFiles(host, where, layout, sha);
      return files === undefined ? new Map() : host.readFiles(where, sha, pathsToRead(jobs, files, changed));
    };
    const [now, old] = await Promise.all([at(change, headSha), at(before.submission.change, before.headSha)]);
    return { headSha, found: compareEarlier(state.jobs, before, { layout, now, before: old }) };
  } catch (error) {
    log('WARNING', 'earlier evidence not compared', { requestId: state.id, cause: String(error).slice(0, 300) });
    return undefined;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
