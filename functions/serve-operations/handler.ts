import { askPath } from '#contexts/access/pages/asking/ask-view.ts';
import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import type { KnownReader } from '#contexts/operations/ports/known.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import { sendProblem } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { createDo, type AskDoor } from './do.ts';
import { createJobs, jobsPath } from './jobs.ts';
import type { Asking, System } from './operate.ts';

export interface OperatorDoor {
  newId: () => string;
  intakeOpen: boolean;
  newToken: () => string;
  /** O7. What schedules can start. */
  starters: Starters;
  /** I1. How requests are taken. */
  intake?: Intake;
  /** O6. What repositories have that can be run. */
  known: readonly KnownReader[];
  /** W6. */
  settingsInForce?: NonNullable<Asking['settingsInForce']>;
  /** K2. What runs of pipelines are made with. */
  asks: AskTools;
  /** W4. Where what is asked about lies. */
  placeOf: PlaceOf;
  /** W6. What pages ask for. */
  pages: AskDoor;
}

/** W6. What pages ask for, and the page of jobs. */
export function createServeOperations(system: System, { pages, ...door }: OperatorDoor): Handler {
  const ask = createDo(system, { ...door, ...pages });
  const jobs = createJobs(system, { ...door, ...pages });
  return async (request, response) => {
    if (request.url?.startsWith(askPath) === true) return ask(request, response);
    if (request.url?.split(/[?#]/, 1)[0] === jobsPath) return jobs(request, response);
    sendProblem(response, 'not_found');
  };
}
