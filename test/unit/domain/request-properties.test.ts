import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '#products/rehearsal/domain/decide.ts';
import { evolve } from '#products/rehearsal/domain/evolve.ts';
import { startDraft } from '#products/rehearsal/domain/decision.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { begin, openQuestion, tries, person, details, type Beginning, type Story } from '#test/support/given-request.ts';
import { endLiveWork, play, rolls, type Roll } from '#test/support/request-chaos.ts';
import { inGate } from '#test/support/how-long.ts';
import { checkFacts, checkMails, checkRunStart, checkState, checkStory } from '#test/support/request-invariants.ts';
import { featureSubmission } from '#test/support/sample-request.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env['RUNS'] ?? inGate(75, { long: 3_000 }));
process.stdout.write(`request properties: SEED=${SEED} replays this run\n`);

const beginnings: Beginning[] = [
  {},
  {
    via: 'form',
    jobs: [
      { step: 'a', role: 'audit', safeToRerun: true },
      { step: 'b', role: 'migration', needs: ['a'] },
      { step: 'c', role: 'verify', needs: ['b'] },
    ],
  },
  {
    jobs: [
      { step: 'a', role: 'audit' },
      { step: 'b', safeToRerun: true },
      { step: 'c', role: 'audit' },
      { step: 'd', role: 'migration', needs: ['a', 'c'] },
    ],
  },
  { jobs: [{ step: 'a', safeToRerun: true }, { step: 'b' }], backend: 'backup' },
  { submission: featureSubmission },
  {
    jobs: [
      { step: 'a', role: 'migration' },
      { step: 'b', needs: ['a'] },
    ],
    rules: { twoAdminRoles: ['migration', 'other'] },
  },
  {
    jobs: [
      { step: 'a', role: 'audit' },
      { step: 'b', role: 'audit' },
      { step: 'v', role: 'verify', needs: ['a'] },
      { step: 'm', role: 'migration', needs: ['v'] },
      { step: 'c', role: 'cleanup', needs: ['b', 'm'] },
    ],
    rules: { wordOnAudits: true },
  },
  { jobs: [{ step: 'a' }], submission: { mode: 'launch_only' } },
  {
    jobs: [
      { step: 'a', role: 'audit' },
      { step: 'b', needs: ['a'] },
    ],
    submission: { change: { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' }, kind: 'existing_job', reason: 'r' },
  },
];

/** Plays random stories and looks at each after every step. */
function always(look: (story: Story, dice: readonly Roll[]) => void): void {
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), rolls, (beginning, dice) => look(begin(beginning), dice)),
    { seed: SEED, numRuns: RUNS },
  );
}

describe('any story of a request', () => {
  test('R4 Z1 no command makes decide throw, and every state it leads to is a true one', () => {
    always((story, dice) => {
      checkState(story.state);
      play(story, dice, (before, _sent, took) => {
        if (!took || before === story.state) return;
        checkState(story.state);
        checkFacts(before, story.timeline.at(-1)?.facts ?? []);
      });
    });
  });

  test('Z1 the state is the fold of the timeline, plain JSON, and the same each time', () => {
    always((story, dice) => {
      play(story, dice, () => undefined);
      checkStory(story);
    });
  });

  test('Z1 decide and evolve change nothing that they were given, and answer the same twice', () => {
    always((story, dice) => {
      play(story, dice, (before, sent) => {
        const frozen = JSON.stringify(before);
        const once = decide(before, sent, story.rules);
        expect(JSON.stringify(decide(before, sent, story.rules))).toBe(JSON.stringify(once));
        expect(JSON.stringify(before)).toBe(frozen);
        if ('facts' in once) expect(JSON.stringify(once.facts.reduce(evolve, before))).toBe(JSON.stringify(once.state));
      });
    });
  });

  test('R1 no job begins before all it needs have passed at the same commit', () => {
    always((story, dice) => {
      play(story, dice, (before, _sent, took) => {
        if (!took || before === story.state) return;
        const draft = startDraft(before);
        for (const fact of story.timeline.at(-1)?.facts ?? []) {
          draft.record(fact);
          if (fact.fact === 'run_intended') checkRunStart(draft.state, fact.step);
        }
      });
    });
  });

  test('Q3 no lease is held for ever: when what is at work ends, the turn ends', () => {
    always((story, dice) => {
      play(story, dice, () => undefined);
      endLiveWork(story);
      expect(holdsLease(story.state.turn)).toBe(false);
    });
  });

  test('Q1 of two answers to one question only the first is recorded', () => {
    always((story, dice) => {
      play(story, dice, (_before, sent, took) => {
        if (!took || sent.command !== 'answer') return;
        // A7: one of two leaves the question open for the other.
        if (story.timeline.at(-1)?.facts.some(({ fact }) => fact === 'first_approved') === true) return;
        // Of several verdicts those that were not given are open still.
        const { state: left } = story.state.questions.find(({ id }) => id === sent.question) ?? {};
        if (left === 'open') return;
        const version = story.state.version;
        for (const who of ['grace', 'alan', 'contributor']) {
          expect(
            tries(story, { command: 'answer', question: sent.question, action: sent.action, details: details() }, person(who))?.code,
          ).toBe('already_answered');
        }
        expect(story.state.version).toBe(version);
      });
    });
  });

  test('N2 whoever may answer is asked by mail, and no author as an admin', () => {
    always((story, dice) => {
      let seen = story.wanted.length;
      play(story, dice, (before, _sent, took) => {
        const news = story.wanted.slice(seen).flatMap(({ effect }) => (effect.kind === 'send_mail' ? [effect] : []));
        seen = story.wanted.length;
        if (took && before !== story.state) checkMails(story, story.timeline.at(-1)?.facts ?? [], news);
      });
    });
  });

  test('Z2 a command that was taken changes nothing when it comes again, unless it is a new decision', () => {
    always((story, dice) => {
      play(story, dice, (before, sent, took) => {
        if (!took || before === story.state || sent.command === 'record_gates') return;
        const version = story.state.version;
        tries(story, sent, sent.by);
        expect(story.state.version).toBe(version);
      });
    });
  });

  test('S3 a clock moves only forward, its start never changes, and a stopped one goes on only by an undo with what was left', () => {
    always((story, dice) => {
      play(story, dice, (before, sent) => {
        if (before.clocks === story.state.clocks) return;
        for (const old of before.clocks) {
          const now = story.state.clocks.find(({ id }) => id === old.id);
          expect(now?.startedAt).toBe(old.startedAt);
          // R13: asked again after a verdict that was undone and given again, it goes on with what was left of it.
          if (old.kind === 'word' && old.state === 'stopped' && now?.state === 'running') expect(now.left).toBe(old.left);
          else if (old.state === 'stopped' && now?.state === 'running') expect([sent.command, now.left]).toEqual(['undo', old.left]);
          else if (old.state === 'stopped' && now?.state === 'paused') expect([sent.command, now.remaining]).toEqual(['undo', old.left]);
          else if (old.state === 'stopped') expect(now).toEqual(old);
          if (old.state === 'running' && now?.state === 'running') expect(now.dueAt).toBe(old.dueAt);
        }
      });
    });
  });

  test('Q1 the author and testers decide nothing in any story', () => {
    always((story, dice) => {
      play(story, dice, () => {
        if (story.state.status !== 'in_review') return;
        const { id } = openQuestion(story.state, 'review');
        for (const who of ['ada', 'tim', 'ruth', 'stranger', 'contributor']) {
          expect(tries(story, { command: 'answer', question: id, action: 'accept', details: details() }, person(who))).toBeDefined();
        }
      });
    });
  });
});
