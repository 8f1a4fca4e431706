import type { IntakeContext } from '#contexts/intake/domain/context.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested, Scheduled, Via } from '#contexts/intake/domain/parts/requested.ts';
import { intakeClosed } from '#products/rehearsal/app/intake-switch.ts';
import type { Quotas } from '#contexts/intake/app/quotas.ts';
import { submitRequest, type Submitted, type Submitting } from '#products/rehearsal/app/submit-request.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { isAlreadyExists } from '#kernel/store/errors.ts';

/** What intake works with. */
export interface Intake {
  /** I15. By the settings; the switch in the store is read with each submission. False: nothing new is taken. */
  open: boolean;
  context: IntakeContext;
  quotas: Quotas;
  /** Short, random, lower-case (I10). */
  newId: () => string;
  statusUrl: (requestId: string) => string;
}

export interface Arrival {
  /** Of the sender: the same one again makes nothing new (I2). */
  deliveryId: string;
  bodyHash: string;
  via: Via;
  scheduled?: Scheduled;
  /** The form as it came, unchecked. */
  form: unknown;
}

export type Taken = Submitted | { result: 'problems'; problems: Problem[] };

/** I2, I3, I10: all problems, or a stored request with the answer that the same delivery will get again. */
export async function takeSubmission(system: System, intake: Intake, arrival: Arrival): Promise<Taken> {
  const parsed = parseSubmission(arrival.form, intake.context);
  if (!parsed.ok) {
    // Nobody should mend a form only to hear that it is not taken.
    const why = await intakeClosed(system.store);
    return why === undefined ? { result: 'problems', problems: parsed.problems } : { result: 'closed', why };
  }
  return submitUnderNewId(system, intake, {
    deliveryId: arrival.deliveryId,
    bodyHash: arrival.bodyHash,
    via: arrival.via,
    scheduled: arrival.scheduled,
    submission: parsed.submission,
    warnings: parsed.warnings,
    quotas: intake.quotas,
    answer: (state: Identified & Requested & Lifecycle) => ({
      status: 201,
      body: { id: state.id, status: state.status, statusUrl: intake.statusUrl(state.id), warnings: state.warnings },
    }),
  });
}

/** Ids tried before something other than chance is to blame. */
const MOST_IDS = 5;

/** Ids are short, so that one may be taken: then nothing was stored, and the next one is tried. */
async function submitUnderNewId(system: System, { newId }: Intake, submitting: Omit<Submitting, 'requestId'>): Promise<Submitted> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await submitRequest(system, { ...submitting, requestId: newId() });
    } catch (error) {
      if (!isAlreadyExists(error) || tries === MOST_IDS) throw error;
    }
  }
}
