import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Settings } from '#functions/wiring/settings.ts';
import { agentFolder } from './agent-folder.ts';
import { startAgentProcess, type AgentProcess, type AgentProcessOptions } from './agent-process.ts';
import { isReached } from './job-sandbox.ts';
import type { Parts } from './parts.ts';
import type { EmbeddedSecrets } from './secrets.ts';

type Tokens = Readonly<Record<string, readonly string[]>>;

/** B10: every agent backend of the settings has a token. One that was neither kept nor given is made anew at each start: only an agent of this process has it. */
export function withAgentTokens(secrets: EmbeddedSecrets, { backends }: Pick<Settings, 'backends'>): EmbeddedSecrets {
  const wanting = backends.filter(({ executor, slug }) => executor === 'agent' && secrets.agentTokens[slug] === undefined);
  const made = Object.fromEntries(wanting.map(({ slug }) => [slug, [randomBytes(32).toString('base64url')]]));
  return { ...secrets, agentTokens: { ...secrets.agentTokens, ...made } };
}

/** Backends whose agent this process starts: the first, and each other whose token the environment did not give; with that, its agent is somebody else’s. */
export function agentsAtHome({ backends }: Pick<Settings, 'backends'>, given: Tokens = {}): { here: string[]; elsewhere: string[] } {
  const [first, ...others] = backends.filter(({ executor }) => executor === 'agent').map(({ slug }) => slug);
  if (first === undefined) return { here: [], elsewhere: [] };
  const elsewhere = others.filter((slug) => given[slug] !== undefined);
  return { here: [first, ...others.filter((slug) => !elsewhere.includes(slug))], elsewhere };
}

export function agentNotices(settings: Pick<Settings, 'backends'>, given?: Tokens): string[] {
  return agentsAtHome(settings, given).elsewhere.map(
    (slug) => `the agent of ${slug} is not started here, because AGENT_TOKENS names it: start it with that token (docs/guide/connect.md)`,
  );
}

type AgentWays = Pick<AgentProcessOptions, 'url' | 'containers' | 'onLine'>;

/** E1, B10. One program for each, started again whenever it ends by itself. */
export function startAgents(parts: Parts, { onLine, ...ways }: AgentWays): { stop: () => Promise<void> } {
  const { here } = agentsAtHome(parts.settings, parts.config.secrets.agentTokens);
  const agents = here.flatMap((slug) =>
    startAgent(parts, slug, { ...ways, onLine: here.length === 1 ? onLine : (line) => onLine(`${slug}: ${line}`) }),
  );
  return { stop: async () => void (await Promise.all(agents.map((agent) => agent.stop()))) };
}

function startAgent(parts: Parts, backend: string, ways: AgentWays): AgentProcess[] {
  const token = parts.secrets.agentTokens[backend]?.[0];
  if (token === undefined) return [];
  const agent = startAgentProcess({
    backend,
    token,
    data: path.join(agentFolder(parts.config), backend),
    strict: isReached(parts.settings),
    watched: ['secrets.json', 'operator.json', 'store.sqlite', 'queue.sqlite', 'mailbox', 'outputs'].map(parts.folder),
    ...ways,
  });
  return [agent];
}
