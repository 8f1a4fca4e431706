import { readEnds } from '#contexts/operations/app/read-ends.ts';
import type { OutputEnds } from '#contexts/operations/domain/stream-ends.ts';
import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { runsToShow } from '#contexts/plans/app/runs-to-show.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { DecisionEvidence } from '#products/rehearsal/domain/decision-evidence.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { coveredBy } from '#products/rehearsal/domain/questions.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';

/** Lines at the beginning and at the end of each stream; how many of them a page has room for is its own affair. */
const LINES = 20;

/**
 * What whoever decides is to see beside the record: how the outputs begin and end, and the request that this one follows. A store that cannot be
 * reached costs the lines, never the page.
 */
export async function readDecisionEvidence(
  system: System,
  outputs: OutputStore,
  state: Requested & Tested & Questioned,
  question: Question,
): Promise<DecisionEvidence> {
  const asked = [question, ...coveredBy(state.questions, question)].map(({ step }) => step);
  const judged = { jobs: state.jobs.filter(({ step }) => asked.includes(step)) };
  const [ends, earlier] = await Promise.all([readAll(system, outputs, judged), readEarlier(system, state)]);
  return { ends, ...(earlier === undefined ? {} : { earlier }) };
}

async function readAll(system: System, outputs: OutputStore, judged: Tested): Promise<Map<string, OutputEnds>> {
  const found = new Map<string, OutputEnds>();
  await Promise.all(
    runsToShow(judged).map(async ({ id, chunks }) => {
      const read = async (stream: OutputStream): Promise<OutputEnds['stdout']> =>
        readEnds(outputs, { runId: id, stream, chunks: chunks[stream] }, LINES);
      try {
        found.set(id, { stdout: await read('stdout'), stderr: await read('stderr') });
      } catch (error) {
        system.log('WARNING', 'output not readable', { run: id, cause: error instanceof Error ? error.name : 'unknown' });
      }
    }),
  );
  return found;
}

/** I16: as far as it is shown to anybody. */
async function readEarlier({ store }: System, { submission }: Requested): Promise<DecisionEvidence['earlier']> {
  const { resubmissionOf: id } = submission;
  const document = id === undefined ? undefined : await store.get({ collection: 'requests', id });
  return document && documentAsShown(document).state;
}
