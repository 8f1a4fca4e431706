import type { Documents } from '#functions/wiring/system.ts';
import type { SampleDocument } from './sample.ts';

/** What can be seen in stored documents, each as a word: two samples that show the same words hold the same kinds of things. */
export function featuresOf(documents: Iterable<SampleDocument>): Set<string> {
  const found = new Set<string>();
  for (const { ref, document } of documents) for (const one of features(ref.collection, document)) found.add(one);
  return found;
}

function features(collection: string, document: unknown): string[] {
  switch (collection) {
    case 'requests':
      return ofRequest(document as Documents['requests']);
    case 'timeline':
      return (document as Documents['timeline']).facts.map(({ fact }) => `fact ${fact}`);
    case 'outbox':
      return ofEffect(document as Documents['outbox']);
    case 'agentTasks': {
      const { state, body } = document as Documents['agentTasks'];
      return [`agent task ${body.kind} ${state}`];
    }
    case 'mails':
    case 'notices': {
      const { state } = document as Documents['mails'];
      return [`${collection} ${state}`];
    }
    case 'operations':
      return [`operations ${(document as Documents['operations']).id}`];
    default:
      return [collection];
  }
}

function ofRequest({ state }: Documents['requests']): string[] {
  const { status, questions, clocks, jobs, turn, merge, gates } = state;
  return [
    `status ${status}`,
    ...questions.map((question) => `question ${question.kind} ${question.state}`),
    ...clocks.map((clock) => `clock ${clock.kind} ${clock.state}`),
    ...jobs.flatMap((job) => [`job ${job.state} ${job.runs.length}`, ...job.runs.map((run) => `run ${run.state}`)]),
    ...(turn === undefined ? [] : [`turn ${turn.state}`, ...turn.steps.map((step) => `step ${step.kind} ${step.state}`)]),
    ...(merge === undefined ? [] : [`merge ${merge.state}`]),
    ...gates.map((gate) => `gate ${gate.gate} ${gate.state}`),
    ...Object.keys(state).map((key) => `field ${key}`),
  ];
}

function ofEffect({ effect, state }: Documents['outbox']): string[] {
  const detail =
    'template' in effect
      ? effect.template
      : 'phase' in effect
        ? effect.phase
        : 'what' in effect
          ? effect.what
          : 'stage' in effect
            ? effect.stage
            : '';
  const open = state === 'waiting' || state === 'leased';
  return [`effect ${effect.kind} ${state}`, ...(open ? [`open ${effect.kind} ${detail ?? ''}`] : [])];
}
