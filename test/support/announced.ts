import type { Outlet } from '#products/rehearsal/domain/announce/event.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { answers, begin, type Story } from '#test/support/given-request.ts';
import { deployed, runPasses, throughReview } from '#test/support/request-steps.ts';

/** A request from its form to its approval, told to these. */
export function approvedAll(outlets: readonly Outlet[], rules: Partial<Rules> = {}): Story {
  const story = runPasses(deployed(throughReview(begin({ rules: { ...rules, outlets } }))));
  answers(story, 'grace', 'verdict', 'approve', {});
  return story;
}
