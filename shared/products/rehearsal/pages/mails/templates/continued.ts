import { changeKey } from '#contexts/intake/domain/submission.ts';
import { changeUrl, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { link, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** I19: to everybody who was asked, and to whoever's it was. */
export const continued: TemplateContent<'continued'> = (writing) => {
  const { state, rules, forTeam } = writing;
  const now = changeKey(state.submission.change);
  const last = state.continued?.at(-1);
  const from = last === undefined ? '' : ` instead of ${changeKey(last.from)}`;
  return {
    what: 'moved to another pull request',
    first: `${titleOf(state.submission)} (request ${state.id}) continues at ${now}${from}. It keeps its id, its age and its answers.`,
    second: 'No action is needed from you now. Its gates are checked there, and links in earlier mails no longer work.',
    body: [
      link('Its new pull request', changeUrl(state.submission)),
      ...(last?.reason === undefined ? [] : [quote(`Why, in the words of ${personName(last.by, state, rules)}`, last.reason)]),
      text(
        'Earlier runs count there, too, as long as the files of their jobs are identical; an admin still decides whether a job is fully tested. Anything that was running has been stopped.',
      ),
      ...(last?.contributor === undefined
        ? []
        : [
            text(
              `It is ${forTeam === true ? `${state.submission.contributor.name}’s` : 'yours'} from now on. It takes the place of request ${last.successor ?? ''}, which was sent for that pull request.`,
            ),
          ]),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
