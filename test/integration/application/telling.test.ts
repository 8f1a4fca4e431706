import { describe, expect, test } from '@jest/globals';
import { approvalText } from '#products/rehearsal/app/performers/update-sheet.ts';
import type { MailDocument } from '#products/rehearsal/stored/document-types.ts';
import { sheetKey, type SheetRow } from '#contexts/telling/sheet.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { answers, arrives, does, endsRun, outbox, queues, runs, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { people } from '#test/support/sample-request.ts';

async function ledger(world: World, key: string): Promise<MailDocument | undefined> {
  return (await view(world, 'rq1')).mails.find((mail) => mail.key === key);
}

async function receipt(world: World): ReturnType<typeof effectOf> {
  await arrives(world, 'rq1');
  return effectOf(world, 'rq1', 'send_mail', { template: 'receipt' });
}

async function toReview(world: World): Promise<void> {
  await arrives(world, 'rq1');
  await does(world, 'rq1', { command: 'record_gates', headSha: SHA, gates: allGates() });
}

describe('N1 mail, at least once, with a ledger', () => {
  test('N1 accepted: in the thread of its request, on the ledger', async () => {
    const world = openWorld();
    const mail = await receipt(world);
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
    expect(world.mailer.sent).toMatchObject([
      {
        messageId: `<${mail.key}@rehearsal.example.org>`,
        references: ['<rq1@rehearsal.example.org>'],
        to: { name: 'Ada Lovelace', address: 'ada@example.org' },
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
    ]);
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'accepted', person: 'contributor', template: 'receipt', attempts: 1 });
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'nothing_to_do' });
    expect(world.mailer.sent).toHaveLength(1);
  });

  test('N1 nobody knows whether it arrived: it is sent again as the very same mail', async () => {
    const world = openWorld();
    const mail = await receipt(world);
    world.faults.plan('mailer', 'lost');
    expect(await deliver(world, taskOf(mail))).toMatchObject({ answer: 'later' });
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'unknown', attempts: 1, subject: '[rq1] receipt' });
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(world.mailer.sent[0]).toEqual(world.mailer.sent[1]);
  });

  test('N1 a process that dies after the server took it: sent again with the same Message-ID', async () => {
    const world = openWorld();
    const mail = await receipt(world);
    world.faults.plan('mailer', 'crash_after');
    await expect(mortal(world.faults, () => deliver(world, taskOf(mail)))).rejects.toThrow(Died);
    world.time.now += DAY;
    await deliver(world, taskOf(mail));
    expect(world.mailer.sent.map(({ messageId }) => messageId)).toEqual([
      `<${mail.key}@rehearsal.example.org>`,
      `<${mail.key}@rehearsal.example.org>`,
    ]);
  });

  test('N1 refused for now is tried again, refused for good is dead; both stand on the ledger', async () => {
    const world = openWorld();
    const mail = await receipt(world);
    world.faults.plan('mailer', 'throw', 'refuse');
    expect(await deliver(world, taskOf(mail))).toMatchObject({ answer: 'later' });
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'rejected', response: '451 later' });
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'dead' });
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'rejected', response: '550 no such user', attempts: 2 });
    expect((await outbox(world, mail.key)).errors).toHaveLength(2);
  });

  test('N1 a question that is no longer open is not asked any more', async () => {
    const world = openWorld();
    await toReview(world);
    const mail = await effectOf(world, 'rq1', 'send_mail', { template: 'review_request', to: 'alan' });
    await answers(world, 'rq1', 'grace', 'review', 'accept');
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
    expect(world.mailer.sent).toEqual([]);
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'skipped', response: 'no longer asked' });
  });

  test('N1 an address that nobody confirmed gets the question whether it is theirs, and nothing else', async () => {
    const world = openWorld();
    await arrives(world, 'rq1', { via: 'form' });
    expect((await effectsOf(world, 'rq1')).map(({ effect }) => effect)).toMatchObject([
      { kind: 'send_mail', template: 'confirm_address', to: 'contributor' },
    ]);
    await performs(world, 'rq1', 'send_mail');
    expect(world.mailer.sent.map(({ text }) => text)).toEqual(['confirm_address']);
    // Whatever else may be wanted by mistake goes nowhere.
    const confirm = await effectOf(world, 'rq1', 'send_mail');
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: 'x' });
      const effect = { kind: 'send_mail', template: 'receipt', to: 'contributor' } as const;
      tx.set({ collection: 'outbox', id: 'x' }, { ...confirm, key: 'x', effect, state: 'waiting', open: true, attempts: 0 });
    });
    await deliver(world, { kind: 'send_mail', payload: { effectKey: 'x', dispatch: 1 } });
    expect(world.mailer.sent).toHaveLength(1);
    expect(await ledger(world, 'x')).toMatchObject({ state: 'skipped' });
  });

  test('N1, Q1 an admin who is the author is asked for no decision, and who left the settings gets nothing', async () => {
    const world = openWorld();
    await toReview(world);
    const asked = (await effectsOf(world, 'rq1')).flatMap(({ effect }) =>
      effect.kind === 'send_mail' && effect.template === 'review_request' ? [effect.to] : [],
    );
    expect(asked.toSorted()).toEqual(['alan', 'grace']);
    const mail = await effectOf(world, 'rq1', 'send_mail', { template: 'review_request', to: 'alan' });
    world.system.rules = { ...world.system.rules, people: people.filter(({ id }) => id !== 'alan') };
    await deliver(world, taskOf(mail));
    expect(await ledger(world, mail.key)).toMatchObject({ state: 'skipped', response: 'no longer in the settings' });
    // One who turns out to be the author after the mail was wanted.
    const other = await effectOf(world, 'rq1', 'send_mail', { template: 'review_request', to: 'grace' });
    world.system.rules = {
      ...world.system.rules,
      people: people.map((one) => (one.id === 'grace' ? { ...one, githubLogin: 'ADA' } : one)),
    };
    await deliver(world, taskOf(other));
    expect(await ledger(world, other.key)).toMatchObject({ state: 'skipped', response: 'authors decide nothing' });
    expect(world.mailer.sent).toEqual([]);
  });
});

describe('N4 the sheet', () => {
  test('A5 N4 a verdict that is undone: the row goes on by version, its approval is empty again, and late news does not bring it back', async () => {
    const world = openWorld();
    await runs(world, 'rq1');
    await endsRun(world, 'rq1');
    await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    const approval = await effectOf(world, 'rq1', 'update_sheet');
    await deliver(world, taskOf(approval));
    const row = (): SheetRow | undefined => world.sheet.rows.get(sheetKey('rq1', 'CountTopicsJob'));
    const before = row();
    expect(before?.cells).toMatchObject({ state: 'approved', approvedBy: expect.stringContaining('Approved by Grace Hopper') });
    const question = (await stateOf(world, 'rq1')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    world.time.now += MINUTE;
    await does(world, 'rq1', { command: 'undo', question }, 'grace');
    await deliver(world, taskOf(await effectOf(world, 'rq1', 'update_sheet')));
    expect(row()?.cells).toMatchObject({ state: 'awaiting verdict', approvedBy: '', verified: '' });
    expect(row()?.version).toBeGreaterThan(before?.version ?? Infinity);
    await deliver(world, taskOf({ ...approval, dispatches: 2 }));
    expect(row()?.cells.approvedBy).toBe('');
  });

  test('N4 rows are of now, whichever news asked for them; older news does no harm', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const first = await effectOf(world, 'rq1', 'update_sheet');
    await does(world, 'rq1', { command: 'record_gates', headSha: SHA, gates: allGates() });
    await answers(world, 'rq1', 'grace', 'review', 'accept');
    const last = await effectOf(world, 'rq1', 'update_sheet');
    expect(last.key).not.toBe(first.key);
    await deliver(world, taskOf(last));
    const row = world.sheet.rows.get(sheetKey('rq1', 'CountTopicsJob'));
    expect(row).toMatchObject({
      version: 3,
      cells: { state: 'accepted', commit: SHA.slice(0, 12), approvedBy: '', submitted: '2027-01-15' },
    });
    await deliver(world, taskOf(first));
    expect(world.sheet.rows.get(sheetKey('rq1', 'CountTopicsJob'))).toEqual(row);
  });

  test('N4 a worker that read the request before it changed writes nothing over the newer row', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const first = await effectOf(world, 'rq1', 'update_sheet');
    const { upsertRows } = world.sheet;
    const slow = { ...world.sheet, upsertRows };
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const calls: number[] = [];
    world.sheet.upsertRows = async (rows) => {
      calls.push(rows[0]?.version ?? 0);
      if (calls.length === 1) await held;
      return slow.upsertRows(rows);
    };
    const late = deliver(world, taskOf(first));
    while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await does(world, 'rq1', { command: 'record_gates', headSha: SHA, gates: allGates() });
    await performs(world, 'rq1', 'update_sheet');
    release();
    await late;
    expect(calls).toEqual([1, 2]);
    expect(world.sheet.rows.get(sheetKey('rq1', 'CountTopicsJob'))).toMatchObject({ version: 2, cells: { state: 'in review' } });
  });

  test('N4 a write whose answer was lost is written again, and nothing is there twice', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    world.faults.plan('sheet', 'lost');
    expect(await performs(world, 'rq1', 'update_sheet')).toMatchObject({ answer: 'later' });
    expect(await performs(world, 'rq1', 'update_sheet')).toEqual({ answer: 'done' });
    expect(world.sheet.rows.size).toBe(1);
  });

  test('A3, N4 who approved, on which day, at which commit', async () => {
    const world = openWorld();
    await runs(world, 'rq1');
    await endsRun(world, 'rq1');
    const [waiting] = (await stateOf(world, 'rq1')).jobs;
    if (waiting === undefined) throw new Error('no job');
    expect(approvalText(waiting, world.system.rules)).toBe('');
    await answers(world, 'rq1', 'grace', 'verdict', 'approve', { comment: 'counted the topics' });
    const [job] = (await stateOf(world, 'rq1')).jobs;
    if (job === undefined) throw new Error('no job');
    expect(approvalText(job, world.system.rules)).toBe('Approved by Grace Hopper on 2027-01-15, aaaaaaa');
    expect(approvalText(job, { ...world.system.rules, people: [] })).toBe('Approved by grace on 2027-01-15, aaaaaaa');
    const formula = { weekday: 'saturday', ordinal: 1, offsetDays: 0, hardTime: '23:59', softDaysBefore: 0, softTime: '12:00' } as const;
    // By the installation's calendar, wherever the machine stands.
    const calendar = { timeZone: 'Pacific/Pago_Pago', formula };
    expect(approvalText(job, { ...world.system.rules, calendar })).toBe('Approved by Grace Hopper on 2027-01-14, aaaaaaa');
    await performs(world, 'rq1', 'update_sheet');
    expect(world.sheet.rows.get(sheetKey('rq1', 'CountTopicsJob'))?.cells).toMatchObject({
      verified: 'counted the topics',
      outcome: 'succeeded',
      state: 'approved',
    });
  });

  test('N4 a request whose address is not confirmed is not in the sheet', async () => {
    const world = openWorld();
    await arrives(world, 'rq1', { via: 'form' });
    expect((await effectsOf(world, 'rq1')).filter(({ kind }) => kind === 'update_sheet')).toEqual([]);
    await queues(world, 'rq2');
  });
});
