import { describe, expect, test } from '@jest/globals';
import { productionOf } from '#domain/request/production.ts';
import type { ProductionOutcome } from '#domain/request/production.ts';
import { renderMail } from '#pages/mails/render-mail.ts';
import { effects, headMoves, mailsTo, tries, type Story } from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';
import { checkStory } from '#test/support/request-invariants.ts';
import { approves, job, running, runPasses } from '#test/support/request-steps.ts';

function approved(): Story {
  return approves(runPasses(running({ jobs: [{ step: 'a' }] })));
}

function tells(story: Story, outcome: ProductionOutcome, text = '', step = 'a'): string | undefined {
  return tries(story, { command: 'record_production', step, outcome, text, operator: 'olga' })?.code;
}

describe('A9 what became of it in production', () => {
  test('A9 a failure is told to the contributor, the release team and the admins, and stands beside the evidence', () => {
    const story = approved();
    const { approval } = job(story) as { approval?: object };
    expect(tells(story, 'failed', 'KeyError: topic 17')).toBeUndefined();
    for (const to of ['contributor', 'grace', 'alan', 'ruth', 'quinn'])
      expect(mailsTo(story, to).filter((template) => template === 'production_failed')).toHaveLength(1);
    const { subject, text } = renderMail(mailsOf(story).findLast(({ template }) => template === 'production_failed')!.input);
    expect(subject).toContain('FAILED IN PRODUCTION');
    expect(text).toContain('> KeyError: topic 17');
    expect(text).toContain('✓ Ran without failures: there.');
    expect(job(story)).toMatchObject({ state: 'approved', approval });
    expect(story.state.status).toBe('approved');
    checkStory(story);
  });

  test('A9 what ran, or was not run, is recorded and mailed to nobody; told again it changes nothing, told otherwise the newest counts', () => {
    const story = approved();
    expect(tells(story, 'not_run', 'the release was put off')).toBeUndefined();
    const { version } = story.state;
    tells(story, 'not_run', 'the release was put off');
    expect(story.state.version).toBe(version);
    tells(story, 'run');
    expect(productionOf(story.state, 'a')).toMatchObject({ outcome: 'run', by: 'olga', at: story.now });
    expect(story.state.production).toHaveLength(2);
    expect(effects(story, 'send_mail').map(({ template }) => template)).not.toContain('production_failed');
  });

  test('A9 only of what was approved, with the error or the reason, and it outlives a new commit', () => {
    expect(tells(runPasses(running({ jobs: [{ step: 'a' }] })), 'run')).toBe('not_possible_now');
    const story = approved();
    expect(tells(story, 'run', '', 'b')).toBe('detail_missing');
    for (const outcome of ['failed', 'not_run'] as const) expect(tells(story, outcome, '  ')).toBe('comment_missing');
    tells(story, 'failed', 'x'.repeat(10_000));
    expect(productionOf(story.state, 'a')?.text).toHaveLength(4_000);
    headMoves(story);
    expect(productionOf(story.state, 'a')?.outcome).toBe('failed');
  });
});
