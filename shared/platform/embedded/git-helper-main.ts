import { execGit, type GitCall } from './exec-git.ts';

/** The process of git-helper.ts: small, so that it starts others quickly. It ends with whom it works for. */
process.on('message', (message) => {
  const { id, call } = message as { id: number; call: GitCall };
  void execGit(call).then((result) => process.connected && process.send?.({ id, result }));
});
process.once('disconnect', () => process.exit(0));
