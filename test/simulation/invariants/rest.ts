import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { firstOf, isPoisoned, type Invariant, type Stage } from './invariant.ts';

export const restInvariants: readonly Invariant[] = [
  {
    name: 'settled within 48 hours',
    promise: 'Within 48 virtual hours of calm every request has come to an end (Z2, B6).',
    atEnd: (stage) => (stage.town.plan.on.poison ? undefined : unsettled(stage)),
  },
  {
    name: 'poison stays alone',
    promise: 'A request that cannot be helped keeps no other from its end (B3).',
    atEnd: (stage) => (stage.town.plan.on.poison ? unsettled(stage) : undefined),
  },
  {
    name: 'backends are free',
    promise: 'When all is over nobody holds a backend but who cannot be helped (Q3, B6).',
    atEnd: backendsFree,
  },
  {
    name: 'a sweep at rest changes nothing',
    promise: 'When all is over a sweep finds nothing, writes nothing and enqueues nothing (B6).',
    atEnd: sweepAtRest,
  },
];

function unsettled(stage: Stage): string | undefined {
  return firstOf(stage.requests.values(), (request) => {
    if (isClosed(request.state) || isPoisoned(stage, request)) return undefined;
    const asked = request.state.questions.filter(({ state }) => state === 'open').map(({ kind }) => kind);
    return `${request.id} is ${request.status}, asked ${asked.join(', ')}, turn ${request.state.turn?.state ?? 'none'}`;
  });
}

async function backendsFree(stage: Stage): Promise<string | undefined> {
  for (const request of stage.requests.values())
    if (holdsLease(request.state.turn) && !isPoisoned(stage, request)) return `${request.id} still holds ${request.state.turn.backend}`;
  for (const { slug } of stage.town.world.system.rules.backends) {
    const { store } = stage.town;
    const lease = (await store.get({ collection: 'backends', id: slug }))?.state.lease;
    const holder = lease === undefined ? undefined : stage.requests.get(lease.requestId);
    if (lease !== undefined && (holder === undefined || !isPoisoned(stage, holder))) return `${slug} is still leased to ${lease.requestId}`;
  }
  return undefined;
}

/** Its own sign of life aside. */
async function sweepAtRest({ town }: Stage): Promise<string | undefined> {
  if (town.plan.on.poison) return undefined;
  const written: string[] = [];
  town.listeners.commit.push(({ writes }) => void written.push(...writes.map(({ ref }) => ref.collection)));
  const before = town.clockwork.pending();
  const { body } = await town.ask('sweep', { method: 'POST', url: '/' });
  if (town.clockwork.pending() !== before) return 'it enqueued something';
  const told = Object.values(JSON.parse(body) as { [what: string]: number }).every((count) => count === 0);
  return told && written.every((collection) => collection === 'operations') ? undefined : `it wrote ${written.join(', ')} and says ${body}`;
}
