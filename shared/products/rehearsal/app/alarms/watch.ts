import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { judgeEpisode, type Patience } from '#contexts/telling/domain/alarm/episode.ts';
import { silenceOf } from '#contexts/telling/domain/alarm/silence.ts';
import { everyAdmin } from '#contexts/access/domain/audience.ts';
import { mailOf, type About, type Envelope, type MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { probesOf } from '#contexts/backends/domain/probe-rules.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import { readRefusedMails } from '#products/rehearsal/app/alarms/refused-mails.ts';
import { watchedAgents, type WatchedAgent } from '#products/rehearsal/app/alarms/watched-agents.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { dispatchLoose, patience } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { AlarmDocument } from '#contexts/telling/documents.ts';

/** On the wall. An agent that is there reports within a minute; sweeps are at most five apart. */
const CONFIRM = 2 * MINUTE;
const GAP = 15 * MINUTE;

type Mail = (envelope: Envelope, since: Instant) => MailEffect;

/** One thing that is watched: how it stands, and what is said of it. */
interface Watched {
  id: string;
  about: About;
  /** Since when it is wrong; undefined: it is not. `known`: since when it is waited for. */
  since: (known: AlarmDocument | undefined, now: Instant) => Instant | undefined;
  patience: Patience;
  begun: Mail;
  over: Mail;
}

/**
 * B8, B9, N1: agents that are silent, data that is not sane and mails that are refused, each told once to every admin, and once when it is over. A sweep finds both
 * by the store's time; where nothing is wrong it costs a read of each backend and two of the ledgers, and writes nothing. Gives how many were
 * told of.
 */
export async function watchAll(system: System): Promise<number> {
  const { silentAfter } = system.rules;
  if (silentAfter === undefined) return 0;
  let told = 0;
  for (const agent of await watchedAgents(system)) {
    if (await apart(system, `agent ${agent.slug}`, () => watchAgent(system, agent, silentAfter))) told += 1;
    if (await apart(system, `data ${agent.slug}`, () => watchData(system, agent))) told += 1;
  }
  return (await apart(system, 'refused mails', () => watchMails(system))) ? told + 1 : told;
}

/** One that cannot be looked at does not keep the others. */
async function apart(system: System, what: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    system.log('ERROR', 'not watched', { what, cause: String(error).slice(0, 300) });
    return false;
  }
}

async function watchAgent(system: System, agent: WatchedAgent, silentAfter: number): Promise<boolean> {
  const { slug } = agent;
  const seen = await agent.seen();
  const never = seen.lastSeenAt === undefined;
  const about = { kind: 'backend', id: slug } as const;
  return watch(system, {
    id: `agent:${slug}`,
    about,
    // One that was never heard is waited for from the first look on.
    since: (known, now) => (never ? (known?.since ?? now) : silenceOf(agent, seen, silentAfter, now, undefined)?.since),
    patience: { confirm: never ? silentAfter : patience(system, CONFIRM), gap: patience(system, GAP) },
    begun: (envelope, since) => mailOf('agent_silent', envelope, { backend: slug, ...(never ? {} : { since }) }),
    over: (envelope, since) => mailOf('agent_back', envelope, { backend: slug, since }),
  });
}

/** B8. A check that failed is sure of it: nothing is confirmed. */
async function watchData(system: System, agent: WatchedAgent): Promise<boolean> {
  const { slug } = agent;
  const { state } = await agent.seen();
  return watch(system, {
    id: `data:${slug}`,
    about: { kind: 'backend', id: slug },
    since: () => state.flags.data_unsound?.since,
    patience: { confirm: 0, gap: patience(system, GAP) },
    begun: (envelope, since) => mailOf('data_unsound', envelope, { backend: slug, since }),
    over: (envelope, since) => mailOf('data_unsound_over', envelope, { backend: slug, since, asked: isChecked(system, state) }),
  });
}

function isChecked({ rules }: System, state: BackendState): boolean {
  return state.flags.probes_off === undefined && probesOf(rules, state)['data'] !== undefined;
}

async function watchMails(system: System): Promise<boolean> {
  const refused = await readRefusedMails(system, await system.store.now());
  return watch(system, {
    id: 'mails',
    about: { kind: 'installation', id: 'mails' },
    // Each further try moves the time of its refusal: the first that was seen counts.
    since: (known) => (refused === undefined ? undefined : (known?.since ?? refused.since)),
    patience: { confirm: patience(system, CONFIRM), gap: patience(system, GAP) },
    begun: (envelope, since) => mailOf('mails_refused', envelope, refused ?? { count: 0, isLeast: false, since, said: '' }),
    over: (envelope, since) => mailOf('mails_pass', envelope, { since }),
  });
}

async function watch(system: System, watched: Watched): Promise<boolean> {
  const ref = { collection: 'alarms', id: watched.id } as const;
  const seen = await system.store.get(ref);
  const glance = await system.store.now();
  if (seen === undefined && watched.since(undefined, glance) === undefined) return false;
  if (seen?.toldAt !== undefined && watched.since(seen, glance) !== undefined) return false;
  const mails = await system.store.transact(async (tx): Promise<OutboxDocument[]> => {
    const known = await tx.get(ref);
    const now = tx.now();
    const judged = judgeEpisode(known, watched.since(known, now), now, watched.patience);
    if ('keep' in judged) return [];
    const { next, tell } = judged;
    if (next !== undefined) tx.set(ref, { id: watched.id, ...next });
    else if (known !== undefined) tx.delete(ref);
    if (tell === undefined) return [];
    const since = (next ?? known)?.since ?? now;
    system.log(tell === 'begun' ? 'ERROR' : 'WARNING', tell === 'begun' ? 'alarm' : 'alarm is over', { what: watched.id });
    const told = mailsOf(system, watched.about, watched[tell], since, now);
    for (const mail of told) tx.create({ collection: 'outbox', id: mail.key }, mail);
    return told;
  });
  await dispatchLoose(system, mails);
  return mails.length > 0;
}

function mailsOf(system: System, about: About, write: Mail, since: Instant, at: Instant): OutboxDocument[] {
  const mails = everyAdmin(system.rules.people).map((to) => write({ to }, since));
  return mails.map((mail) => notificationDocument(system, about, `${mail.template}-${at}`, mail, at));
}
