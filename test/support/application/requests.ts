import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { create, execute, type Outcome } from '#products/rehearsal/app/requests.ts';
import { readRequest, type RequestView } from '#products/rehearsal/app/read-request.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Action, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Via } from '#contexts/intake/domain/parts/requested.ts';
import { lastRun } from '#contexts/plans/domain/job/state.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import {
  allGates,
  contributor,
  details,
  openQuestion,
  person,
  SHA,
  system as bySystem,
  type Ask,
  withLook,
} from '#test/support/given-request.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleSubmission } from '#test/support/sample-request.ts';
import type { World } from '#test/support/application/world.ts';

export interface Arriving {
  via?: Via;
  submission?: Partial<Submission>;
  backend?: string;
}

/** A request as intake leaves it. Its pull request is its own. */
export async function arrives(
  world: World,
  id: string,
  { via = 'webhook', submission = {}, backend = 'local' }: Arriving = {},
): Promise<RequestState> {
  const number = Number.parseInt(world.system.hash(id).slice(0, 6), 16) + 1;
  const change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number } as const;
  return world.system.store.transact(async (tx) => {
    await tx.get({ collection: 'requests', id });
    return create(world.system, tx, {
      command: 'submit',
      id: `submit:${id}`,
      at: tx.now(),
      by: contributor,
      requestId: id,
      via,
      warnings: [],
      backend,
      submission: withoutNothing(sampleSubmission({ change, ...submission })),
    });
  });
}

/** As intake leaves it: what is not told is not there. */
function withoutNothing(submission: Submission): Submission {
  return Object.fromEntries(Object.entries(submission).filter(([, value]) => value !== undefined)) as unknown as Submission;
}

export async function view({ system }: World, id: string): Promise<RequestView> {
  const found = await readRequest(system, id);
  if (found === undefined) throw new Error(`no request ${id}`);
  return found;
}

export async function stateOf({ system }: World, id: string): Promise<RequestState> {
  const found = await system.store.get({ collection: 'requests', id });
  if (found === undefined) throw new Error(`no request ${id}`);
  return found.state;
}

let commands = 0;

/** Tries a command, whatever comes of it. */
export async function tries({ system }: World, id: string, ask: Ask, who?: string): Promise<Outcome> {
  const by = who === undefined ? bySystem : person(who);
  commands += 1;
  const commandId = `test:${commands}`;
  const outcome = await execute(system, id, (at, state) => ({ ...withLook(ask, state), id: commandId, at, by }));
  if (outcome === undefined) throw new Error(`no request ${id}`);
  return outcome;
}

export async function does(world: World, id: string, ask: Ask, who?: string): Promise<RequestState> {
  const outcome = await tries(world, id, ask, who);
  if (outcome.outcome === 'refused') throw new Error(`${ask.command}: ${outcome.refusal.message}`);
  return outcome.state;
}

export async function answers(
  world: World,
  id: string,
  who: string,
  kind: QuestionKind,
  action: Action,
  over: Partial<AnswerDetails> = {},
): Promise<RequestState> {
  const { id: question } = openQuestion(await stateOf(world, id), kind);
  return does(world, id, { command: 'answer', question, action, details: details(over) }, who);
}

/** Arrived, through the gates, accepted: it waits for a turn. */
export async function queues(world: World, id: string, arriving: Arriving = {}): Promise<RequestState> {
  await arrives(world, id, arriving);
  await does(world, id, { command: 'record_gates', headSha: SHA, gates: allGates() });
  return answers(world, id, 'grace', 'review', 'accept');
}

/** It has a turn, and the test ref is made; its first step is wanted. */
export async function deploys(world: World, id: string, arriving: Arriving = {}): Promise<RequestState> {
  const { backend } = await queues(world, id, arriving);
  await offerTurn(world.system, backend, `test-offer:${id}`);
  return recordsRef(world, id);
}

async function recordsRef(world: World, id: string): Promise<RequestState> {
  const fencing = await fencingOf(world, id);
  return does(world, id, { command: 'record_test_ref', fencing, testRef: 'test-pr1-aaaaaaa', testSha: 'c'.repeat(40) });
}

/** Its backend is offered to whoever waits. */
export async function offersTurn(world: World, backend: string): Promise<void> {
  await offerTurn(world.system, backend, `test-offer:${(commands += 1)}`);
}

/** Every step passed; the first job is to be launched. */
export async function runs(world: World, id: string, arriving: Arriving = {}): Promise<Run> {
  await deploys(world, id, arriving);
  return runsSteps(world, id);
}

export async function runsSteps(world: World, id: string): Promise<Run> {
  const { turn } = await stateOf(world, id);
  for (const { name, kind } of turn?.steps ?? []) {
    await does(world, id, { command: 'start_deploy_step', fencing: turn?.fencing ?? 0, step: name });
    if (kind === 'manual') await answers(world, id, 'tim', 'manual_step', 'passed');
    else await does(world, id, { command: 'end_deploy_step', fencing: turn?.fencing ?? 0, step: name, passed: true, note: '' });
  }
  return runOf(world, id);
}

export async function runOf(world: World, id: string, step?: string): Promise<Run> {
  const { jobs } = await stateOf(world, id);
  const job = jobs.find((one) => (step === undefined ? one.runs.length > 0 : one.step === step));
  const run = job === undefined ? undefined : lastRun(job);
  if (run === undefined) throw new Error(`no run of ${id}`);
  return run;
}

/** Its run, the newest of the first job that has one, ends: quietly with the line that sample jobs expect, unless told otherwise. */
export async function endsRun(world: World, id: string, over: Partial<RunEnding> = {}): Promise<RequestState> {
  const run = await runOf(world, id);
  return does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending(over) });
}

export async function fencingOf(world: World, id: string): Promise<number> {
  return (await stateOf(world, id)).turn?.fencing ?? 0;
}

export async function outbox({ system }: World, key: string): Promise<OutboxDocument> {
  const found = await system.store.get({ collection: 'outbox', id: key });
  if (found === undefined) throw new Error(`no effect ${key}`);
  return found;
}
