import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { openFolderOutputStore } from '#platform/embedded/folder-output-store.ts';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import type { Mailer } from '#contexts/telling/ports/mailer.ts';
import { deployDependencies, agentCommands } from '#functions/wiring/backend-commands.ts';
import { channelsOf } from '#functions/wiring/channels.ts';
import { codeHostByRepository } from '#functions/wiring/code-hosts.ts';
import { createAnnouncer } from './announcer.ts';
import type { Adapters } from './platform.ts';
import type { Parts } from './parts.ts';

/** Everything on this machine: git, files, and the agent. */
export function embeddedAdapters(parts: Parts, mailer: Mailer): Adapters {
  const { settings, system } = parts;
  const codeHost = codeHostByRepository(
    settings,
    openGitCodeHost({ repositories: gitRepositories(parts), journal: parts.folder('pull-requests.jsonl') }),
    openGitHubCodeHost({ token: gitHubToken(parts) }),
  );
  const announcer = createAnnouncer(parts);
  const outputs = openFolderOutputStore(parts.folder('outputs'));
  const agent = createAgentExecutor({ store: system.store, ...agentCommands(settings), outputs });
  return {
    mailer,
    codeHost,
    outputs,
    sheet: createCsvSheet({ path: parts.folder('approvals.csv'), headers: settings.sheet.headers }),
    executors: { agent },
    actions: agent,
    deployDependencies: deployDependencies(parts, announcer, outputs),
    channels: channelsOf(parts, parts.config, announcer),
  };
}

/** Without one, GitHub is never asked: the gates say that it could not be reached. */
function gitHubToken({ config: { githubToken } }: Parts): () => Promise<string> {
  return () => (githubToken === undefined ? Promise.reject(new Error('GITHUB_TOKEN is not set')) : Promise.resolve(githubToken));
}

export function gitRepositories(parts: Parts): Record<string, string> {
  const { repositories } = parts.settings;
  return Object.fromEntries(
    repositories.flatMap(({ owner, repository, path }) => (path === undefined ? [] : [[`${owner}/${repository}`, path]])),
  );
}
