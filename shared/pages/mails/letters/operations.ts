import { link, quote, text } from '#pages/mails/blocks.ts';
import type { Notice, NoticeWriting } from '#pages/mails/mail-input.ts';
import { maskAddresses } from '#pages/text.ts';

/** B5: what was promised and given up, to everybody who can do something about it. */
export function deadLetters({ person, note = '', links }: NoticeWriting): Notice {
  return {
    what: 'promised work was given up',
    about: { id: 'dead letters', name: note.split('\n', 1).join('') },
    first: `${person.name}, something that was promised was tried as often as it may be, and was given up on.`,
    second: 'Nobody tries it again by itself: mend the cause, then replay it.',
    body: [
      quote('What was given up', maskAddresses(note)),
      text('List: npm run rehearsal -- dead list'),
      text('Replay, once the cause is mended: npm run rehearsal -- dead replay --all'),
      text('Dismiss what can never be done: npm run rehearsal -- dead dismiss <key> --why <reason>'),
      text('You get this mail once per hour at most, and once a day while nothing new is given up.'),
      link('Board', links.board),
    ],
  };
}

/** B9: an agent that is silent, to everybody who can start it again. */
export function agentSilent({ person, note = '', links }: NoticeWriting): Notice {
  return {
    what: 'an agent is silent',
    about: { id: 'agent', name: note },
    first: `${person.name}, the agent of a backend is silent: ${note}.`,
    second:
      'What comes next: start it again at its backend. Until it reports, nothing begins there, and nobody knows how what runs there goes.',
    body: [
      text('Look: npm run rehearsal -- backends'),
      text('If it is to stay away, pause the backend: npm run rehearsal -- backends pause <backend> --why <reason>'),
      text('You get this mail once, and another when it reports again.'),
      link('Board', links.board),
    ],
  };
}

/** B9. */
export function agentBack({ person, note = '', links }: NoticeWriting): Notice {
  return {
    what: 'an agent is back',
    about: { id: 'agent', name: note },
    first: `${person.name}, an agent is heard again: ${note}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
}

/** N1: the mail server says no. One mail, however many are refused. */
export function mailsRefused({ person, note = '', links }: NoticeWriting): Notice {
  const [count = '', ...said] = note.split('\n');
  return {
    what: 'mails are refused',
    about: { id: 'mails', name: count },
    first: `${person.name}, the mail server refuses mails: ${count}.`,
    second:
      'What comes next: mend what it complains of. What it may take later is tried again by itself; what it refuses for good is a dead letter.',
    body: [
      ...(said.length === 0 ? [] : [quote('What it said last', maskAddresses(said.join('\n')))]),
      text('List: npm run rehearsal -- dead list'),
      text('Send what was given up, once the cause is mended: npm run rehearsal -- dead replay --kind send_mail'),
      text('You get this mail once, and another when nothing is refused any more.'),
      link('Board', links.board),
    ],
  };
}

/** N1. */
export function mailsPass({ person, note = '', links }: NoticeWriting): Notice {
  return {
    what: 'mails pass again',
    about: { id: 'mails', name: note },
    first: `${person.name}, the mail server takes mails again: ${note}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
}
