import { describe, expect, test } from '@jest/globals';
import { clockTransitions } from '#kernel/promises/transitions.ts';
import { deploymentTransitions } from '#contexts/operations/domain/deployment/transitions.ts';
import { jobTransitions } from '#contexts/plans/domain/job/transitions.ts';
import { requestTransitions } from '#products/rehearsal/domain/transitions.ts';
import { operationTransitions } from '#contexts/operations/domain/transitions.ts';
import { ImpossibleMove, move, nextState, type TransitionTable } from '#kernel/transitions.ts';

/** What may happen, written down a second time and by hand: `state event next`. All else must be refused. */
const allowed: Record<string, { table: TransitionTable<string, string>; ends: string[]; moves: string }> = {
  run: {
    table: operationTransitions,
    ends: ['done', 'failed', 'cancelled', 'lost'],
    moves: `
      pending launch preparing, pending start executing, pending finish finalizing, pending end_done done, pending end_failed failed,
      pending end_cancelled cancelled, pending lose lost,
      preparing start executing, preparing finish finalizing, preparing end_done done, preparing end_failed failed,
      preparing end_cancelled cancelled, preparing lose lost,
      executing finish finalizing, executing end_done done, executing end_failed failed, executing end_cancelled cancelled, executing lose lost,
      finalizing end_done done, finalizing end_failed failed, finalizing end_cancelled cancelled, finalizing lose lost`,
  },
  clock: {
    table: clockTransitions,
    ends: [],
    moves: 'running pause paused, running stop stopped, paused resume running, paused stop stopped, stopped resume running',
  },
  deployment: {
    table: deploymentTransitions,
    ends: ['ended'],
    moves: `preparing make_test_ref deploying, preparing fail failed, preparing end ended, deploying deploy deployed, deploying fail failed,
      deploying clear clearing, deploying end ended, deployed lose failed, deployed clear clearing, deployed end ended,
      failed clear clearing, failed end ended, clearing end ended`,
  },
  job: {
    table: jobTransitions,
    ends: [],
    moves: `
      waiting run running, waiting hold on_hold, waiting cancel cancelled,
      running run running, running retry waiting, running ask_verdict awaiting_verdict, running find_invalid_data invalid_data_found, running cancel cancelled,
      awaiting_verdict approve approved, awaiting_verdict reject rejected, awaiting_verdict rerun waiting, awaiting_verdict cancel cancelled,
      invalid_data_found find_invalid_data invalid_data_found, invalid_data_found allow awaiting_verdict, invalid_data_found rerun waiting,
      invalid_data_found reject rejected, invalid_data_found cancel cancelled,
      on_hold resume waiting, on_hold cancel cancelled, approved undo awaiting_verdict, approved rerun waiting, approved object awaiting_verdict, rejected undo awaiting_verdict, cancelled undo waiting`,
  },
  request: {
    table: requestTransitions,
    ends: ['withdrawn'],
    moves: `
      waiting_for_confirmation confirm waiting_for_gates, waiting_for_confirmation withdraw withdrawn,
      waiting_for_gates pass_gates in_review, waiting_for_gates reject rejected, waiting_for_gates withdraw withdrawn, waiting_for_gates complete completed, waiting_for_gates return returned,
      in_review return returned, in_review queue queued, in_review reject rejected, in_review withdraw withdrawn, in_review move_head waiting_for_gates, in_review complete completed,
      returned answer in_review, returned answer_before waiting_for_gates, returned reject rejected, returned withdraw withdrawn, returned move_head waiting_for_gates, returned complete completed,
      queued grant deploying, queued await_verdict awaiting_verdict, queued hold on_hold, queued approve approved, queued complete completed, queued reject rejected,
      queued withdraw withdrawn, queued move_head waiting_for_gates,
      deploying deploy running, deploying queue queued, deploying fail_deployment deployment_failed, deploying reject rejected, deploying withdraw withdrawn,
      deploying move_head waiting_for_gates,
      deployment_failed queue queued, deployment_failed return returned, deployment_failed reject rejected, deployment_failed withdraw withdrawn, deployment_failed move_head waiting_for_gates,
      running queue queued, running await_verdict awaiting_verdict, running hold on_hold, running approve approved, running complete completed, running reject rejected,
      running withdraw withdrawn, running move_head waiting_for_gates,
      awaiting_verdict queue queued, awaiting_verdict hold on_hold, awaiting_verdict approve approved, awaiting_verdict complete completed, awaiting_verdict reject rejected,
      awaiting_verdict withdraw withdrawn, awaiting_verdict move_head waiting_for_gates,
      on_hold queue queued, on_hold await_verdict awaiting_verdict, on_hold reject rejected, on_hold withdraw withdrawn, on_hold move_head waiting_for_gates,
      approved reopen awaiting_verdict, approved move_head waiting_for_gates, completed reopen awaiting_verdict, completed move_head waiting_for_gates, rejected reopen awaiting_verdict`,
  },
};

describe.each(Object.entries(allowed))('R4 the moves of a %s', (machine, { table, ends, moves }) => {
  const written = moves.split(',').map((text) => text.trim().split(/\s+/));
  const events = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
  const states = Object.keys(table);
  const every = states.flatMap((state) =>
    events.map((event) => ({ state, event, next: written.find(([s, e]) => s === state && e === event)?.[2] })),
  );

  test.each(every)('R4 $state + $event is $next', ({ state, event, next }) => {
    expect(nextState(table, state, event)).toBe(next);
    if (next === undefined) expect(() => move(machine, table, state, event)).toThrow(ImpossibleMove);
    else expect(move(machine, table, state, event)).toBe(next);
  });

  test('R4 every move leads to a state of the table, and ends are ends', () => {
    for (const row of Object.values(table)) for (const next of Object.values(row)) expect(states).toContain(next);
    for (const end of ends) expect(table[end]).toEqual({});
    expect(states.filter((state) => Object.keys(table[state] ?? {}).length === 0)).toEqual(ends);
  });
});
