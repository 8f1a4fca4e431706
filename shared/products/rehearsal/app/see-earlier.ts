import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import { askedNow, compareEarlier, compareOwn, type Texts } from '#products/rehearsal/domain/earlier.ts';
import { pathsToRead } from '#contexts/gates/domain/job-files.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { seeJobFiles } from '#contexts/gates/app/see-job-files.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Compared, Earlier } from '#contexts/plans/domain/kept/earlier.ts';

/** Where earlier evidence stands, and how it compares. */
interface Source {
  change: Change;
  headSha: string;
  compare: (texts: Texts) => Earlier[];
}

/**
 * I14, I19: what the evidence of the request that this one repeats, or of its own at the pull request before, is worth at its head; read once a
 * head. Undefined: there is none, it is known already, or the host cannot be asked now.
 */
export async function seeEarlier(
  system: System,
  host: CodeHost,
  state: Identified & Requested & Tested,
  headSha: string,
): Promise<Compared | undefined> {
  const { change, jobs } = state.submission;
  if (jobs.length === 0 || state.earlier?.headSha === headSha) return undefined;
  const sources = await sourcesOf(system, state);
  if (sources.length === 0) return undefined;
  const about = { headSha, asked: askedNow(state) };
  const layout = layoutOf(system.rules.jobLayouts, change);
  if (layout.registryFile === undefined) return { ...about, found: firstOf(sources, () => ({ layout, now: NONE, before: NONE })) };
  try {
    const head = await host.readHead(change);
    const changed = 'baseSha' in head && change.kind === 'pull_request' ? await host.listChangedFiles(change, head.baseSha, headSha) : [];
    const at = async (where: Change, sha: string): Promise<Map<string, string>> => {
      const files = await seeJobFiles(host, where, layout, sha);
      return files === undefined ? new Map() : host.readFiles(where, sha, pathsToRead(jobs, files, changed));
    };
    const [now, ...each] = await Promise.all([at(change, headSha), ...sources.map((source) => at(source.change, source.headSha))]);
    return { ...about, found: firstOf(sources, (n) => ({ layout, now, before: each[n] ?? NONE })) };
  } catch (error) {
    system.log('WARNING', 'earlier evidence not compared', { requestId: state.id, cause: String(error).slice(0, 300) });
    return undefined;
  }
}

/** Its own first: nothing was asked for otherwise than by itself. */
async function sourcesOf({ store }: System, state: Identified & Requested & Tested): Promise<Source[]> {
  const own = state.continued?.at(-1)?.evidence;
  const { resubmissionOf } = state.submission;
  const before = resubmissionOf === undefined ? undefined : (await store.get({ collection: 'requests', id: resubmissionOf }))?.state;
  const sources: Source[] = [];
  if (own !== undefined) sources.push({ change: own.change, headSha: own.headSha, compare: (texts) => compareOwn(state, texts) });
  if (before?.headSha !== undefined && before.jobs.some((job) => job.state === 'approved'))
    sources.push({
      change: before.submission.change,
      headSha: before.headSha,
      compare: (texts) => compareEarlier(state.jobs, before, texts),
    });
  return sources;
}

/** One for each job, from the first that knows it. */
function firstOf(sources: readonly Source[], textsOf: (n: number) => Texts): Earlier[] {
  const found = new Map<string, Earlier>();
  for (const [n, source] of sources.entries())
    for (const one of source.compare(textsOf(n))) if (!found.has(one.step)) found.set(one.step, one);
  return [...found.values()];
}

const NONE: ReadonlyMap<string, string> = new Map();
