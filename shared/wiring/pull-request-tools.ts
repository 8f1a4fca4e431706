import type { PullRequestTools } from '#application/update-pull-request.ts';
import { keepAliveComment, pullRequestComment } from '#pages/pull-request-comment.ts';
import type { Installation } from './installation.ts';

/** The board, and never a status page: that is a secret link, and pull requests are public. */
export function pullRequestTools({ settings }: Pick<Installation, 'settings'>): PullRequestTools {
  const link = `${settings.publicUrl}/board`;
  const { installation } = settings;
  return {
    link,
    render: (requests, standing) => pullRequestComment({ requests, standing, link, installation }),
    renderKeepAlive: (requests, standing) => keepAliveComment({ requests, standing, link, installation }),
  };
}
