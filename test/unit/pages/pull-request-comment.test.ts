import { describe, expect, test } from '@jest/globals';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { pullRequestComment } from '#products/rehearsal/pages/pull-request-comment.ts';
import { answers, begin, recordGates, SHA, type Beginning } from '#test/support/given-request.ts';
import { approves, runEnds, running, runPasses } from '#test/support/request-steps.ts';

function comment(...requests: RequestState[]): string {
  const standing = standingOf(requests, SHA);
  return pullRequestComment({ requests, standing, link: 'https://rehearsal.example.org/', installation: 'Rehearsal' });
}

const counted: Beginning = {
  jobs: [{ expectedOutput: [{ kind: 'count', label: 'EXP PROCESSED SUCCESS', comparison: '=', value: 35745 }] }],
};

describe('N5 the comment on a pull request', () => {
  test('result-in-the-pull-request: counts come into it by themselves', () => {
    const story = runEnds(running(counted), undefined, { stdout: ['EXP PROCESSED SUCCESS: 35745'] });
    const text = comment(story.state);
    expect(text).toContain('| `CountTopicsJob` | other | awaiting verdict | succeeded<br>`EXP PROCESSED SUCCESS`: 35745 |');
    expect(text).toContain('was tested and waits for the verdict at `aaaaaaa`');
  });

  test('W1 X6 approved: it says so, leads to what everybody can open, and tells of the rest in words', () => {
    const text = comment(approves(runPasses(running())).state);
    expect(text).toMatch(/^### ✅ Rehearsal: rq7k2m is fully tested at aaaaaaa/);
    expect(text).toContain('[this installation](https://rehearsal.example.org/)');
    expect(text).toContain('through the link in your mail');
    expect(text).not.toMatch(/\/(?:board|status|requests)/);
  });

  test('R12, X2 no address, no line of output and no word of anybody is in it', () => {
    const story = runEnds(running(), undefined, { stdout: ['secret line'] });
    const rejected = begin();
    recordGates(rejected);
    answers(rejected, 'grace', 'review', 'reject', { comment: '@everyone look at [this](https://evil.example)' });
    const text = comment(story.state, { ...rejected.state, id: 'rq2' });
    for (const part of ['secret line', '@', 'evil.example', story.state.submission.contributor.name]) expect(text).not.toContain(part);
  });

  test('it fits into a comment, however many requests there are', () => {
    const jobs = Array.from({ length: 20 }, (_, n) => ({ name: `${'Long'.repeat(24)}${n}Job`, step: `step${n}` }));
    const { state } = begin({ jobs });
    const many = Array.from({ length: 40 }, (_, n) => ({ ...state, id: `rq${n}` }));
    expect(comment(...many).length).toBeLessThan(60_000);
  });
});
