import { isDeepStrictEqual } from 'node:util';
import { readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import type { ReportLine } from '#contexts/calendar/domain/report.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { firstOf, type Commit, type Invariant, type Stage } from './invariant.ts';

export const reportInvariants: readonly Invariant[] = [
  {
    name: 'a published report stays',
    promise: 'What was published about a release is never changed, whoever comes late and wherever the cutoff is moved (C5, C6).',
    afterCommit: (commit, { town }) => changed(commit, town),
  },
  {
    name: 'a report says what was judged',
    promise:
      'When all is quiet each release that was cut has a report, in which every request that was judged stands once, as it was judged last (C5).',
    atEnd: untold,
  },
];

/** Parts as they were written, by path; and the versions that are published. */
const written = new WeakMap<Town, { parts: Map<string, unknown>; published: Set<string> }>();

function changed({ committed }: Commit, town: Town): string | undefined {
  const seen = written.get(town) ?? { parts: new Map<string, unknown>(), published: new Set<string>() };
  written.set(town, seen);
  if (documentsOf(committed, 'reports').length !== documentsOf(committed, 'reports', 'create').length)
    return 'a report was written a second time';
  return firstOf(committed.writes, ({ ref, document }) => {
    if (ref.collection === 'reports') seen.published.add(`${ref.parent}/${ref.id}`);
    if (ref.collection !== 'reportParts') return undefined;
    const path = `${ref.parent}/${ref.id}`;
    const before = seen.parts.get(path);
    seen.parts.set(path, document);
    const isOut = seen.published.has(path.slice(0, path.lastIndexOf('-')));
    return isOut && !isDeepStrictEqual(before, document) ? `part ${path} was changed after it was published` : undefined;
  });
}

async function untold({ town, requests }: Stage): Promise<string | undefined> {
  const system = { ...town.world.system, store: town.store };
  for (const { name, hardCutoff } of system.rules.releases) {
    if (hardCutoff > town.clockwork.time.now) continue;
    const lines = await linesOf(system, name);
    if (lines === undefined) return `${name} was cut, and has no report`;
    const byId = new Map(lines.map((line) => [line.requestId, line]));
    if (byId.size !== lines.length) return `somebody stands twice in the report of ${name}`;
    const problem = firstOf(requests.values(), ({ id, state: { status, cutoffs = [] } }) => {
      const last = cutoffs.findLast(({ release }) => release === name);
      if (last === undefined) return undefined;
      // What it had made was taken back, and nothing came of it any more.
      if (last.reopened === true && (status === 'rejected' || status === 'withdrawn')) return undefined;
      const told = byId.get(id)?.outcome;
      return told === last.outcome
        ? undefined
        : `${id} is ${last.outcome} at the cutoff of ${name}, and its report says ${told ?? 'nothing'}`;
    });
    if (problem !== undefined) return problem;
    if (lines.length > 0) town.seen('a release had a report with somebody in it');
  }
  return undefined;
}

async function linesOf(system: Town['world']['system'], name: string): Promise<ReportLine[] | undefined> {
  const first = (await readReport(system, name, undefined, 0))?.report;
  if (first === undefined) return undefined;
  const lines = [...first.lines];
  for (let part = 1; part < first.document.parts; part += 1)
    lines.push(...((await readReport(system, name, first.document.version, part))?.report?.lines ?? []));
  return lines;
}
