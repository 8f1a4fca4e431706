import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { SheetRow } from '#contexts/telling/sheet.ts';
import type { Channel } from '#contexts/telling/ports/channel.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import type { CodeHost, CommitStatus, Head, KeptComment, Merged, TestRef } from '#contexts/gates/ports/code-host.ts';
import type { JobEnd, JobExecutor, StepExecutor, StepOrder } from '#contexts/operations/ports/executor.ts';
import type { Mailer, OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import { OutputStoreError, type KeptStream, type OutputStore } from '#contexts/operations/ports/output-store.ts';
import { SHA } from '#test/support/given-request.ts';
import { call, type Faults } from '#test/support/application/faults.ts';

/** What people received; `rejected` and `unknown` are answers, never errors (see the port). */
export function createFakeMailer(faults: Faults): Mailer & { sent: OutgoingMail[] } {
  const sent: OutgoingMail[] = [];
  return {
    sent,
    async deliver(mail) {
      const fault = faults.next('mailer');
      if (fault === 'throw') return { state: 'rejected', response: '451 later', permanent: false };
      if (fault === 'refuse') return { state: 'rejected', response: '550 no such user', permanent: true };
      if (fault === 'crash_before' || fault === 'crash_after') {
        if (fault === 'crash_after') sent.push(mail);
        faults.kill();
        return new Promise<never>(() => undefined);
      }
      sent.push(mail);
      return fault === 'lost' ? { state: 'unknown', response: 'connection lost' } : { state: 'accepted', response: '250 ok' };
    },
  };
}

export function createFakeSheet(faults: Faults): ApprovalSheet & { rows: Map<string, SheetRow> } {
  const rows = new Map<string, SheetRow>();
  return {
    rows,
    upsertRows: (given) =>
      call(faults, 'sheet', () => {
        const fresh = given.filter(({ key, version }) => version >= (rows.get(key)?.version ?? 0));
        for (const row of fresh) rows.set(row.key, row);
        return {
          written: fresh.map(({ key }) => key),
          stale: given.filter((row) => !fresh.includes(row)).map(({ key }) => key),
          duplicates: [],
          refused: [],
        };
      }),
    reconcile: () => Promise.reject(new Error('nobody asks for that here')),
  };
}

export interface FakeHost extends CodeHost {
  /** By `owner/repository#number`; open at SHA unless told. */
  heads: Map<string, Head>;
  made: string[];
  conflicts: boolean;
  /** Commit → what its status says now. */
  statuses: Map<string, CommitStatus>;
  /** `owner/repository#number kind` → the comment. */
  comments: Map<string, KeptComment>;
  /** `owner/repository#number` → what merging it comes to; merged unless told. */
  merges: Map<string, Merged>;
  merged: string[];
}

export function createFakeHost(faults: Faults): FakeHost {
  const heads = new Map<string, Head>();
  const cannotTell = async (): Promise<{ state: 'cannot_tell'; why: string }> => ({ state: 'cannot_tell', why: 'nobody here can tell' });
  const self: FakeHost = {
    heads,
    made: [],
    conflicts: false,
    statuses: new Map(),
    comments: new Map(),
    merges: new Map(),
    merged: [],
    readHead: (change) =>
      call(
        faults,
        'host',
        () => heads.get(changeKey(change)) ?? { state: 'open', headSha: SHA, baseSha: 'e'.repeat(40), baseRef: 'develop' },
      ),
    makeTestRef: ({ name, headSha, change }) =>
      call(faults, 'host', (): TestRef => {
        if (self.conflicts) return { conflict: true, files: ['core/jobs.py'] };
        self.made.push(name);
        const head = heads.get(changeKey(change));
        const base = head === undefined || head.state === 'missing' ? undefined : { ref: head.baseRef, sha: head.baseSha };
        return { conflict: false, sha: headSha.replaceAll(headSha.charAt(0), 'c'), ...(base === undefined ? {} : { base }) };
      }),
    readFiles: async () => new Map(),
    listChangedFiles: async () => [],
    branchHas: async () => true,
    readBrought: async () => new Map(),
    readChecks: cannotTell,
    readReviews: cannotTell,
    readAuthors: cannotTell,
    setStatus: (_change, sha, status) => call(faults, 'host', () => void self.statuses.set(sha, status)),
    keepComment: (change, comment) =>
      call(faults, 'host', () => {
        const place = `${changeKey(change)} ${comment.kind}`;
        if ((self.comments.get(place)?.version ?? 0) > comment.version) return 'newer_there';
        self.comments.set(place, comment);
        return 'kept';
      }),
    merge: (change, sha) =>
      call(faults, 'host', () => {
        const told = self.merges.get(changeKey(change));
        if (told !== undefined) return told;
        const head = heads.get(changeKey(change));
        if (head !== undefined && head.state !== 'missing' && head.headSha !== sha)
          return { merged: false, because: 'head_moved', why: 'the head moved' };
        if (head === undefined || head.state !== 'merged') self.merged.push(`${changeKey(change)} ${sha}`);
        heads.set(changeKey(change), { state: 'merged', headSha: sha, baseSha: 'e'.repeat(40), baseRef: 'develop' });
        return { merged: true, sha: 'f'.repeat(40) };
      }),
  };
  return self;
}

export interface FakeExecutor extends JobExecutor {
  runs: Map<string, 'under_way' | JobEnd>;
  launches: string[];
}

/** A provider that is asked (R5): a run goes on until the test, or `lasts` looks, end it. */
export function createFakeExecutor(faults: Faults, lasts = Infinity): FakeExecutor {
  const runs: FakeExecutor['runs'] = new Map();
  const looks = new Map<string, number>();
  const launches: string[] = [];
  return {
    runs,
    launches,
    start: ({ id }) =>
      call(
        faults,
        'executor',
        () => {
          if (!runs.has(id)) launches.push(id);
          runs.set(id, runs.get(id) ?? 'under_way');
          return 'started' as const;
        },
        () => ({ refused: 'no such template' }) as never,
      ),
    stop: ({ id }) =>
      call(faults, 'executor', () => {
        if (!runs.has(id)) return 'not_there';
        if (runs.get(id) === 'under_way') runs.set(id, endSeen({ cause: 'cancelled', exitCode: null, stdout: [] }));
        return 'asked';
      }),
    look: ({ id }) =>
      call(faults, 'executor', () => {
        const seen = runs.get(id);
        if (seen === undefined) return { seen: 'missing' };
        looks.set(id, (looks.get(id) ?? 0) + 1);
        if (seen === 'under_way' && (looks.get(id) ?? 0) > lasts) runs.set(id, endSeen());
        const now = runs.get(id) ?? 'under_way';
        return now === 'under_way' ? { seen: 'under_way', state: 'executing' } : now;
      }),
  };
}

function endSeen(over: Partial<JobEnd> = {}): JobEnd {
  return { seen: 'ended', cause: 'exited', exitCode: 0, stdout: ['done'], stderr: [], observable: true, ...over };
}

/** A program that carries out steps and is asked how they are; each passes at the second look. */
export function createFakeDeployer(faults: Faults): StepExecutor & { started: string[] } {
  const looks = new Map<string, number>();
  const started: string[] = [];
  const nameOf = ({ subject, fencing, step }: Pick<StepOrder, 'subject' | 'fencing' | 'step'>): string =>
    `${subject.id} ${fencing} ${step}`;
  return {
    started,
    start: (order) =>
      call(
        faults,
        'deployer',
        () => {
          if (!looks.has(nameOf(order))) started.push(nameOf(order));
          looks.set(nameOf(order), looks.get(nameOf(order)) ?? 0);
          return 'started' as const;
        },
        () => ({ refused: 'no such trigger' }) as never,
      ),
    look: (key) =>
      call(faults, 'deployer', () => {
        const seen = looks.get(nameOf(key));
        if (seen === undefined) return { seen: 'missing' };
        looks.set(nameOf(key), seen + 1);
        return seen === 0 ? { seen: 'under_way', state: 'executing' } : { seen: 'ended', passed: true, note: 'built' };
      }),
    stop: (key) => call(faults, 'deployer', () => (looks.has(nameOf(key)) ? 'asked' : 'not_there')),
  };
}

export function createFakeAnnouncer(faults: Faults): Channel<string> & { said: string[] } {
  const said: string[] = [];
  return {
    said,
    deliver: (text) =>
      call(faults, 'announcer', () => {
        said.push(text);
        return { state: 'accepted', response: 'said' };
      }),
  };
}

export function createFakeOutputs(): OutputStore {
  const chunks = new Map<string, readonly string[]>();
  const keyOf = (run: string, stream: KeptStream, seq: number): string => `${run} ${stream} ${seq}`;
  return {
    async saveChunk(run, stream, seq, lines) {
      const known = chunks.get(keyOf(run, stream, seq));
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(lines))
        throw new OutputStoreError('conflict', `${keyOf(run, stream, seq)} is there with other lines`);
      chunks.set(keyOf(run, stream, seq), lines);
    },
    async readChunk(run, stream, seq) {
      const lines = chunks.get(keyOf(run, stream, seq));
      return lines === undefined ? undefined : [...lines];
    },
    purge: async (run) => {
      for (const key of chunks.keys()) if (key.startsWith(`${run} `)) chunks.delete(key);
    },
  };
}
