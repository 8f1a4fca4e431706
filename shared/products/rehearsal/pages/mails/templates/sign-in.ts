import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { momentText } from '#html/times.ts';

/** W3. */
export const signIn: TemplateContent<'sign_in'> = ({ person, data, links, installation, when }) => ({
  what: 'your link to sign in',
  about: { id: 'sign in', name: installation },
  first: `${person.name}, open this link in the browser in which you asked for it.`,
  second: `It works once, until ${momentText(data.until, when)}.`,
  body: [
    link('Sign-in link', links.signIn(data.ask)),
    text('Opened in another browser, on a phone for example, it shows a short code. Type that code in the window that waits for it.'),
    text(
      'Did you not ask for it? Then nothing needs to be done: nobody can sign in with this mail alone. Give the code to nobody who calls or writes.',
    ),
    ...(data.last === undefined
      ? []
      : [
          text(
            `This is the third mail within a short time: until ${momentText(data.until, when)} nobody who asks is sent another one. Do you want to sign in, and others ask in your place? Then ask from this page; it is for you alone:`,
          ),
          link('Ask for another link', links.signInPass(data.ask)),
        ]),
  ],
});
