import { describe, expect, test } from '@jest/globals';
import type { Addressee } from '#contexts/telling/domain/mail/reader.ts';
import { notificationsPage } from '#contexts/telling/pages/notifications-page.ts';
import { DAY } from '#kernel/time.ts';
import { openTeaHouse } from '#test/support/tea/house.ts';
import { teaMail } from '#test/support/tea/mails.ts';

const ada: Addressee = { id: 'ada', name: 'Ada', email: 'ada@example.org' };
/** Hears what can wait once a day; the house opens just after midnight, UTC. */
const ben: Addressee = { id: 'ben', name: 'Ben', email: 'ben@example.org', digestAt: '08:00' };

const kettle = { kind: 'kettle', id: 'k1' };

describe('a product that is no rehearsal tells people', () => {
  test('N1 N2 its question goes out with links and a code, and the ledger has the mail by its subject and its key', async () => {
    const house = await openTeaHouse([ada]);
    await house.pass(1);
    const { url, code } = house.linkTo('ada');
    const [mail] = house.post.sent;
    expect(mail).toMatchObject({
      subject: '[Tea] t1: who brews — Tea',
      to: { name: 'Ada', address: 'ada@example.org' },
      inReplyTo: '<tea-t1@tea.example>',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const lines = mail?.text.split('\n') ?? [];
    expect(lines).toEqual(expect.arrayContaining([`Yes: ${url}`, `Confirmation code: ${code}`]));
    // Whatever else reads like an answer is marked as none.
    expect(lines).toContain('> Yes: this line only looks like an answer.');
    expect(mail?.html).toContain(`<strong style="font-size:28px;letter-spacing:3px;white-space:nowrap">${code}</strong>`);
    const [entry] = house.post.ledger();
    expect(entry).toMatchObject({
      belongsTo: { kind: 'tea', id: 't1' },
      template: 'who_brews',
      person: 'ada',
      state: 'accepted',
      attempts: 1,
      messageId: mail?.messageId,
    });
  });

  test('N1 after a lost answer the same mail goes out once more under the same name, and its entry counts the attempts', async () => {
    const house = await openTeaHouse([ada]);
    house.post.answers.push({ state: 'unknown', response: 'lost' });
    await house.pass(1);
    expect(new Set(house.post.sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(house.post.sent.length).toBe(2);
    expect(house.post.ledger()).toMatchObject([{ state: 'accepted', attempts: 2 }]);
  });

  test('N8 what can wait goes out as one mail, without what nobody asks any more; what is urgent does not wait', async () => {
    const house = await openTeaHouse([ada, ben]);
    await house.pass(1);
    await house.tells(kettle, teaMail('no_water', { to: 'ben' }, { kettle: 'k1', litres: 0.5 }));
    await house.pass(1);
    const toBen = (): string[] => house.post.sent.flatMap(({ to, subject }) => (to.name === 'Ben' ? [subject] : []));
    expect(toBen()).toEqual(['[Tea] k1: no water — the kitchen']);
    expect(house.post.ledger().map(({ person, template, state }) => [person, template, state])).toEqual([
      ['ada', 'who_brews', 'accepted'],
      ['ben', 'who_brews', 'held'],
      ['ben', 'no_water', 'accepted'],
    ]);
    await house.does({ command: 'answer', question: 1, action: 'yes', person: 'ada' });
    await house.pass(DAY);
    expect(toBen()).toEqual(['[Tea] k1: no water — the kitchen', '[Tea] t1: settled — Tea']);
    expect(house.post.ledger().map(({ person, template, state, response }) => [person, template, state, response])).toContainEqual([
      'ben',
      'who_brews',
      'skipped',
      'no longer asked',
    ]);
  });

  test('N8 two that wait for one reader come in one mail, each whole, and the ledger says of both that they came', async () => {
    const house = await openTeaHouse([ben]);
    await house.pass(1);
    await house.does({ command: 'answer', question: 1, action: 'no', person: 'ben' });
    await house.does({ command: 'ask_anew' });
    await house.pass(1);
    expect(house.post.sent).toEqual([]);
    await house.pass(DAY);
    const { code } = house.linkTo('ben');
    expect(house.post.sent.map(({ subject }) => subject)).toEqual(['[Tea] 2 messages: settled, who brews — t1']);
    expect(house.post.sent[0]?.text).toContain('ben said no.');
    expect(house.post.sent[0]?.text).toContain(`Confirmation code: ${code}`);
    const ends = house.post.ledger().map(({ template, state, response }) => [template, state, response]);
    expect(ends).toEqual([
      ['who_brews', 'skipped', 'no longer asked'],
      ['settled', 'accepted', '250 ok'],
      ['who_brews', 'accepted', 'in one mail with others that waited for the same reader'],
    ]);
  });

  test('N10 operators see what became of its mails', async () => {
    const house = await openTeaHouse([ada]);
    await house.pass(1);
    const { body } = notificationsPage({
      rules: { people: [ada] },
      when: { now: house.store.clock.now, timeZone: 'UTC' },
      entries: house.post.ledger(),
      postUrl: '/mails',
    });
    expect(body.markup).toContain('<bdi>[Tea] t1: who brews — Tea</bdi>');
    expect(body.markup).toContain('To Ada, ');
    expect(body.markup).toContain('accepted by the mail server');
  });

  test('N2 data that its template does not know, or lacks, does not compile', () => {
    // @ts-expect-error -- it brings links
    teaMail('who_brews', { to: 'ada' });
    // @ts-expect-error -- it wants nothing
    teaMail('settled', { to: 'ada' }, { question: 1 });
    expect(teaMail('settled', { to: 'ada' })).toEqual({ kind: 'send_mail', template: 'settled', to: 'ada' });
  });
});
