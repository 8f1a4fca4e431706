import type { PullRequestDependencies } from '#products/rehearsal/app/performers/update-pull-request.ts';
import { keepAliveComment, leftComment, pullRequestComment } from '#products/rehearsal/pages/pull-request-comment.ts';
import { addressOfFields } from '#doors/form-address.ts';
import { pullRequestAnswers } from '#products/rehearsal/pages/pull-request-answers.ts';
import type { Installation } from './installation.ts';

/** Pull requests are public, so what they lead to opens for everybody: never a status page, which is a secret link, nor the board, which asks who one is. */
export function pullRequestDependencies({ settings }: Pick<Installation, 'settings'>): PullRequestDependencies {
  const link = `${settings.publicUrl}/`;
  const { installation } = settings;
  return {
    link,
    render: (requests, standing) => pullRequestComment({ requests, standing, link, installation }),
    renderKeepAlive: (requests, standing) => keepAliveComment({ requests, standing, link, installation }),
    answers: pullRequestAnswers({
      installation,
      link,
      formUrl: (fields) => `${settings.publicUrl}/requests/new${addressOfFields(fields)}`,
    }),
    renderLeft: (request, change) => leftComment(request, change, { link, installation }),
  };
}
