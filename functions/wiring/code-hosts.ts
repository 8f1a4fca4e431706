import type { Change } from '#contexts/intake/domain/submission.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Settings } from './settings.ts';

/** Repositories with a path in the settings are on this machine, the others on GitHub. */
export function codeHostByRepository({ repositories }: Settings, here: CodeHost, github: CodeHost): CodeHost {
  const of = ({ owner, repository }: Change): CodeHost => {
    const found = repositories.find((one) => one.owner === owner && one.repository === repository);
    return found?.path === undefined ? github : here;
  };
  return {
    readHead: (change) => of(change).readHead(change),
    makeTestRef: (ask) => of(ask.change).makeTestRef(ask),
    readFiles: (change, sha, paths) => of(change).readFiles(change, sha, paths),
    branchHas: (ref, sha) => of(ref).branchHas(ref, sha),
    listChangedFiles: (change, baseSha, headSha) => of(change).listChangedFiles(change, baseSha, headSha),
    readBrought: (change, baseSha, headSha) => of(change).readBrought(change, baseSha, headSha),
    readChecks: (change, sha) => of(change).readChecks(change, sha),
    readReviews: (change, sha) => of(change).readReviews(change, sha),
    readAuthors: (change, sha) => of(change).readAuthors(change, sha),
    setStatus: (change, sha, status) => of(change).setStatus(change, sha, status),
    keepComment: (change, comment) => of(change).keepComment(change, comment),
    merge: (change, sha, how) => of(change).merge(change, sha, how),
  };
}
