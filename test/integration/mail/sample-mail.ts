import type { OutgoingMail } from '#contexts/telling/ports/mailer.ts';

export function sampleMail(over: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: '<k7m2.3.ada@rehearsal.example.org>',
    from: { name: 'Rehearsal', address: 'rehearsal@example.org' },
    to: { name: 'Ada', address: 'ada@example.org' },
    subject: 'Please review k7m2',
    text: 'Accept: https://rehearsal.example.org/links/x\n',
    html: '<p>Please review</p>\n',
    ...over,
  };
}
