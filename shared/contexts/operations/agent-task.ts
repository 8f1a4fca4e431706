import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { ProbeName } from '#contexts/operations/domain/probe.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { SandboxOrder } from '#contexts/operations/sandbox.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** `command` is a template; the agent fills it once, with `values` and with what only it knows (`workdir`, `agent`, `node`), so that no value is ever read as a template. */
interface AgentCommand {
  command: string[];
  values?: Record<string, string> | undefined;
  timeout: Duration;
}

export type AgentTaskBody =
  | ({
      kind: 'deploy';
      stepName: string;
      ref: string;
      sha: string;
      /** R16. Absent in tasks of before what steps write was kept. */ output?: { bytes: number; lines: number } | undefined;
      sandbox?: SandboxOrder | undefined;
    } & AgentCommand)
  | ({
      kind: 'run';
      runId: string;
      ref: string;
      sha: string;
      /** D5: ends well only if exactly that commit is deployed. */ verify?: string[] | undefined;
      sandbox?: SandboxOrder | undefined;
      /** R18. */ credentials?: string[] | undefined;
      /** R16. Of each stream; the agent keeps head and tail of more. */ output?: { bytes: number; lines: number } | undefined;
    } & AgentCommand)
  | ActionTask
  | { kind: 'cancel'; target: string }
  | ({ kind: 'probe'; /** Absent in tasks of before there were more than one. */ probe?: ProbeName | undefined } & AgentCommand);

/** P3, P5. Of which kind an agent is: each has a door of its own. */
export type AgentKind = 'ours' | 'job_runner';

/** P3. A task of a backend's agent. The id is deterministic (from the operation’s), so that it is made once. */
export interface AgentTaskDocument {
  id: string;
  backend: string;
  /** Whose operation it carries out, or stops, and which of its operations. */
  subject: Subject;
  operation: OperationName;
  /** The lease it belongs to, or of shared use its attempt; updates carrying any other number are refused. */
  fencing: number;
  /** Of shared use: under no lease of the backend. Its owner says whether it is still the present one. */
  shared?: true;
  /** The kind of agent that took it first, for good; what is to stop it has the same. To agents of another kind it is not there. */
  heldBy?: AgentKind;
  open: boolean;
  state: 'offered' | 'started' | 'finished';
  createdAt: Instant;
  startedAt?: Instant;
  finishedAt?: Instant;
  lastSeenAt?: Instant;
  /** Of an action: the latest that was told. */
  stage?: ActionStage;
  /** How often its ending came and could not be taken. */
  failedEndings?: number;
  body: AgentTaskBody;
}
