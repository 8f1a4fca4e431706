import { compareOwn } from '#products/rehearsal/domain/earlier.ts';
import { allGates, does, NEWER_SHA, tries, type Story } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import type { PullRequest, Successor } from '#contexts/intake/domain/kept/continued.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

export const there: PullRequest = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 13_000 };
export const beth: Successor = { requestId: 'newer1', contributor: { name: 'Beth', email: 'beth@example.org', githubLogin: 'beth' } };
const [layout] = sampleRules.jobLayouts;
const file = 'core/jobs/batch_jobs/topic_jobs.py';
export const text = 'class CountTopicsJob(base):\n    pass\n';

export function continues(
  story: Story,
  over: { successor?: Successor; operator?: string; looked?: Looked } = { operator: 'olga' },
): string | undefined {
  return tries(story, { command: 'continue_at', to: there, ...over })?.code;
}

/** Its pull request is closed without having been merged. */
export function closes(story: Story): void {
  const gates = allGates().map((gate) =>
    gate.gate === 'pull_request'
      ? { ...gate, state: 'failed' as const, why: 'it is closed', hindrances: [{ what: 'closed' as const, name: '' }] }
      : gate,
  );
  does(story, { command: 'record_gates', headSha: story.state.headSha, gates });
}

export function sameTexts(now = text): Parameters<typeof compareOwn>[1] {
  if (layout === undefined) throw new Error('no layout');
  return { layout, now: new Map([[file, now]]), before: new Map([[file, text]]) };
}

/** The first look at the new pull request, and what was compared there. */
export function looksThere(story: Story, now = text): void {
  const earlier = { headSha: NEWER_SHA, found: compareOwn(story.state, sameTexts(now)) };
  does(story, { command: 'record_gates', change: 'oppia/oppia#13000', headSha: NEWER_SHA, gates: allGates(), earlier });
}

export const jobs = [{ module: 'topic_jobs' }];
