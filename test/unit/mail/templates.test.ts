import { expect, test } from '@jest/globals';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { templateAsking, templateOf } from '#products/rehearsal/domain/mail/template.ts';
import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { Template } from '#products/rehearsal/kinds/templates/define.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';

const templates = Object.entries<Template>(mailTemplates);

test('N2 every question is asked by one mail, but the one that each mail offers by the way', () => {
  const asking = (kind: QuestionKind): string[] => templates.flatMap(([name, { asks = [] }]) => (asks.includes(kind) ? [name] : []));
  for (const kind of Object.keys(questionKinds) as QuestionKind[]) {
    expect([kind, asking(kind).length]).toEqual([kind, kind === 'withdraw' ? 0 : 1]);
    expect(templateAsking(kind)).toBe(asking(kind)[0]);
  }
});

test('N2 a mail that brings links carries the question', () => {
  for (const [name, { asks, data }] of templates)
    if (asks !== undefined) expect([name, Object.keys(data.shape)]).toEqual([name, expect.arrayContaining(['question'])]);
});

test('N8 a template that is no longer known is nobody’s, and no word of a prototype is one', () => {
  for (const name of ['', 'gone', 'toString', '__proto__']) expect(templateOf(name)).toBeUndefined();
});

test('N2 data that a template does not know, or lacks, does not compile', () => {
  // @ts-expect-error -- it wants nothing
  mailOf('head_moved', { to: 'grace' }, { step: 'a' });
  // @ts-expect-error -- it brings links
  mailOf('review_request', { to: 'grace' });
  // @ts-expect-error -- it is about no clock
  mailOf('review_request', { to: 'grace' }, { question: 1, clock: 'review' });
  expect(mailOf('run_lost', { to: 'grace' }, { step: 'a' })).toEqual({ kind: 'send_mail', template: 'run_lost', to: 'grace', step: 'a' });
});
