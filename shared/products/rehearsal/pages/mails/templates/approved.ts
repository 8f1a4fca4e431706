import { changeUrl, nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, link, list, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { blockedUntilApproved } from '#products/rehearsal/domain/after-cut.ts';
import { productionOffer } from '#products/rehearsal/pages/mails/parts/production-offer.ts';
import { shortSha } from '#html/text.ts';
import { instantText } from '#html/times.ts';
import { verifiedText } from '#products/rehearsal/pages/mails/parts/verified.ts';

/** A3. */
export const approved: TemplateContent<'approved'> = (writing) => {
  const { state, rules, when, links } = writing;
  const sha = state.headSha === undefined ? '' : `, ${shortSha(state.headSha)}`;
  const told =
    state.status === 'approved'
      ? `Approved by ${personName(state.approvedBy, state, rules)} on ${instantText(state.approvedAt, when.timeZone)}${sha}`
      : `Approved${sha}`;
  const late = blockedUntilApproved(state);
  const jobs = state.jobs.flatMap((job) => {
    if (job.state !== 'approved') return [];
    const { by, sha: tested, first } = job.approval;
    const names = [...(first === undefined ? [] : [first.by]), by].map((id) => personName(id, state, rules)).join(' and ');
    return [`${nameOfStep(state.submission, job.step)} at ${shortSha(tested)} by ${names}: ${verifiedText(job.approval)}`];
  });
  return {
    what: 'approved',
    first: `${titleOf(state.submission)} (request ${state.id}) is fully tested. ${told}.`,
    second: `No action is needed from you. The approval is written to the sheet, and the pull request may be merged at exactly this commit.`,
    body: [
      ...(late === undefined
        ? []
        : [
            text(
              `It came after the cutoff of release ${late}, whose report lists it as blocking. The report stays as it is, but the release no longer has to wait for this request: release coordinators, you can go on.`,
            ),
          ]),
      link('Code', changeUrl(state.submission)),
      heading('Approved jobs'),
      ...list(jobs),
      link('Signed statements of what ran and who approved it', `${links.status}/evidence.intoto.jsonl`),
      ...productionOffer(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
