import { describe, expect, test } from '@jest/globals';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { Action, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';

const kinds = Object.entries<ActionKind>(actionKinds);
const questions = Object.entries<QuestionRule>(questionKinds) as [QuestionKind, QuestionRule][];

/** Mails list the answers in this order, and people and programs have learned it. */
const orders: Record<QuestionKind, readonly Action[]> = {
  confirm: ['confirm', 'withdraw'],
  withdraw: ['edit', 'withdraw', 'continue', 'take_over'],
  supersede: ['supersede'],
  gates: ['waive', 'continue', 'return', 'reject'],
  review: ['accept', 'return', 'reject', 'assign', 'defer'],
  return: ['answer', 'withdraw'],
  verdict: ['approve', 'reject', 'rerun'],
  verdicts: ['approve', 'reject', 'rerun'],
  hold: ['migration_fixes', 'data_mended'],
  word: ['go_on', 'object'],
  word_waiver: ['waive_word'],
  manual_step: ['passed', 'failed'],
  regression: ['false_alarm', 'caused_by_change'],
  manual_test: ['passed', 'failed'],
  deployment: ['retry', 'reject'],
  freeze: ['override'],
  concern: ['reply'],
  production: ['it_ran', 'it_failed', 'not_run'],
};

describe('N2 actions and questions are one file each', () => {
  test.each(questions)('N2 the answers to %s are offered in their order', (kind) => {
    expect(actionsFor(kind)).toEqual(orders[kind]);
  });

  test.each(questions)('N2 no two answers to %s have one place', (kind) => {
    const ranks = actionsFor(kind).map((action) => actionKinds[action].rank);
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  test.each(kinds)('N2 %s decides on a question that is asked', (_, { decide }) => {
    expect(Object.keys(decide).length).toBeGreaterThan(0);
    for (const kind of Object.keys(decide)) expect(Object.keys(questionKinds)).toContain(kind);
  });

  test('N2 every question can be answered, and what is put together is decided as its parts are', () => {
    for (const [kind, { eachOf }] of questions) {
      expect(actionsFor(kind).length).toBeGreaterThan(0);
      if (eachOf !== undefined) expect(kinds.filter(([, { decide }]) => Object.hasOwn(decide, kind))).toEqual([]);
    }
  });

  test('X2 one form has each field once, and none that every form has', () => {
    for (const [, { fields = [] }] of kinds) {
      const names = fields.map((field) => ('name' in field ? field.name : field.kind));
      expect(new Set([...names, 'comment', 'code']).size).toBe(names.length + 2);
    }
  });

  test('Z1 an action without a decision does not compile', () => {
    const { decide: _, ...rest } = actionKinds.reply;
    // @ts-expect-error It names no question.
    const nowhere: ActionKind = { ...rest, decide: {} };
    // @ts-expect-error It has no decision at all.
    const none: ActionKind = rest;
    expect([nowhere, none]).toHaveLength(2);
  });
});
