import { createHash } from 'node:crypto';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import type { Asker, LinkDoor } from '#functions/follow-link/asker.ts';
import { anyOf, create, execute, type Outcome } from '#kernel/app/handle.ts';
import { keepLadder } from '#kernel/app/keep-ladder.ts';
import { performEffect, type Work } from '#kernel/app/perform.ts';
import { tryCode, wrongCodes } from '#kernel/app/try-code.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { LadderEffect } from '#kernel/promises/lay-ladder.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { attemptState } from '#kernel/questions/judge.ts';
import type { Stored, StoredState } from '#kernel/stored.ts';
import type { Kernel } from '#kernel/system.ts';
import { MINUTE } from '#kernel/time.ts';
import type { Addressee } from '#contexts/telling/domain/mail/reader.ts';
import type { Subject } from '#kernel/subject.ts';
import type { TeaMail } from './mails.ts';
import { openMailRoom, type MailRoom } from './mail-room.ts';
import {
  judgingTea,
  teaProcess,
  teaRules,
  type Tea,
  type TeaCommand,
  type TeaEffect,
  type TeaFact,
  type TeaRefused,
  type TeaRules,
} from './process.ts';
import { createTeaStore, type TeaStore, type TeaTransaction } from './store.ts';
import { html } from '#html/markup.ts';

interface TeaTypes {
  State: Tea;
  Command: TeaCommand;
  Fact: TeaFact;
  Rules: typeof teaRules;
  Effect: TeaEffect;
  Refused: TeaRefused;
  Document: StoredState<Tea>;
  Naming: { tea: string };
}

const storedTeas: Stored<TeaTransaction, TeaTypes> = {
  process: teaProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `tea.${id}`,
  entryOf: (tea) => ({ tea }),
  rings: false,
  load: async (tx, id) => tx.tea(id),
  project: ({ state, commands }) => ({ state, commands }),
  follows: [],
  save: (tx, { id, document, entry }) => tx.keep(id, document, entry.facts),
};

type Asked = Extract<TeaCommand, { command: 'ask_anew' | 'answer' }>;
type Wish = Asked extends infer C ? (C extends unknown ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

export interface TeaHouse {
  store: TeaStore;
  links: LinkSigner;
  door: LinkDoor;
  tea(): Tea;
  does(wish: Wish): Promise<Outcome<Tea, TeaRefused> | undefined>;
  /** Time passes, and whatever falls due meanwhile is done at its time. */
  pass(time: number): Promise<void>;
  linkTo(person: string, action?: string): { url: string; code: string };
  post: MailRoom;
  /** A mail about no tea. */
  tells(subject: Subject, mail: TeaMail): Promise<void>;
}

const subject = { kind: 'tea', id: 't1' };
const effectOfTea = {
  maxAttempts: 3,
  minBackoff: 1,
  maxBackoff: 1,
  deadline: MINUTE,
  subjects: ['tea'],
  replays: 0,
  onGivenUp: () => undefined,
};

/** One pot of tea, wanted: its question, its promise, and the door for its links. */
export async function openTeaHouse(addressees: readonly Addressee[] = []): Promise<TeaHouse> {
  const rules: TeaRules = { ...teaRules, told: addressees.map(({ id }) => id) };
  const store = createTeaStore();
  const kernel: Kernel<TeaTransaction> = {
    store,
    queue: { enqueue: async () => 'enqueued' },
    rules,
    effects: {
      keep_clock: effectOfTea,
      send_mail: effectOfTea,
    },
    processes: { tea: anyOf(storedTeas) },
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: () => undefined,
  };
  const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: 'http://tea.example' });
  const begun: TeaFact = { fact: 'wanted', id: subject.id };
  await store.transact(async (tx) => {
    const command = { id: 'c0', at: tx.now(), by: 'somebody', command: 'want' } as const;
    const decided = teaProcess.decide(teaProcess.begin(begun)!, command, rules);
    if (!('refused' in decided)) create(kernel, tx, storedTeas, { facts: [begun, ...decided.facts], state: decided.state }, command);
  });
  const tea = (): Tea => store.tea(subject.id);
  const linkOf = (question: number, person: string, action: string): { url: string; code: string } => {
    const round = tea().locks?.find((lock) => lock.question === question && lock.person === person)?.round ?? 0;
    const claims = { subject, question, action, person, round };
    return { url: links.url(claims), code: links.code(claims) };
  };
  const post = openMailRoom(store, addressees, (person) => (question) => {
    const { url: yes, code } = linkOf(question, person, 'yes');
    return { yes, no: linkOf(question, person, 'no').url, code };
  });
  let commands = 0;
  return {
    store,
    links,
    tea,
    does: async (wish) => execute(kernel, storedTeas, subject.id, (at) => ({ ...wish, id: `c${(commands += 1)}`, at, by: 'somebody' })),
    async pass(time) {
      const until = store.clock.now + time;
      for (let due = store.nextDue(until); due !== undefined; due = store.nextDue(until)) {
        store.clock.now = Math.max(store.clock.now, due.dueAt);
        await performEffect(kernel, due.kind, { effectKey: due.key, dispatch: due.dispatches }, async (work) =>
          work.effect.kind === 'send_mail'
            ? post.perform(work)
            : keepLadder(kernel, work as Work<LadderEffect>, (work.state as Tea).clocks, teaRules),
        );
      }
      store.clock.now = until;
    },
    linkTo: (person, action = 'yes') => linkOf(tea().questions.at(-1)!.id, person, action),
    post,
    tells: async (about, mail) =>
      store.transact(async (tx) => {
        const key = `${about.kind}-${about.id}-${mail.to}`;
        tx.create({ collection: 'outbox', id: key }, looseEntry(kernel, key, about, mail, tx.now()));
      }),
    door: {
      links,
      wrongCodes: (claims) => wrongCodes(kernel, claims),
      tryCode: (claims, isRight) => tryCode(kernel, claims, isRight),
      askers: { tea: teaAsker(kernel, store) },
    },
  };
}

function teaAsker(kernel: Kernel<TeaTransaction>, store: TeaStore): Asker {
  return {
    async look(asking) {
      const { claims, path } = asking;
      const { question, action, person, round = 0 } = claims;
      const link = { round, wrongCodes: 'wrongCodes' in asking ? await asking.wrongCodes() : 0 };
      const found = attemptState(judgingTea(store.tea(claims.subject.id), teaRules, store.clock.now), { question, action, person, link });
      if (found.standing === 'dead') return { dead: found.reason };
      const { answer } = found.question;
      return {
        claims,
        path,
        standing: found.standing,
        startingFields: new Map(),
        isAnsweredByReader: answer?.by === person,
        openPage: ({ problems }) => ({ title: 'Tea', body: html`Who makes the tea? ${[...problems.values()].join(' ')}` }),
        answeredPage: () => ({ title: 'Tea', body: html`${answer?.by} said ${answer?.action}` }),
        read: () => ({
          problems: new Map(),
          async give() {
            const id = `link:${question}:${action}:${person}`;
            const outcome = await execute(kernel, storedTeas, claims.subject.id, (at): TeaCommand => {
              return { id, at, by: person, command: 'answer', question, action, person, link: { round } };
            });
            if (outcome?.outcome !== 'refused') return { given: true };
            return { given: false, problems: new Map([['', outcome.refused.refused]]) };
          },
        }),
        undo: () => undefined,
      };
    },
  };
}
