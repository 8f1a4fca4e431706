import { z } from 'zod';
import type { PlaceholderValues } from '#contexts/operations/domain/command-template.ts';

/**
 * Who can carry out an operation. `manual`: people, who say what came of it. `announcer`: who speaks to the channels. `code_host`: who keeps the change.
 * `clock`: nobody does anything, and time passes.
 */
export type ExecutorName = 'agent' | 'dataflow' | 'cloud_build' | 'code_host' | 'manual' | 'announcer' | 'clock';

/** All that is known of one kind of operation (O2). What programs of all kinds are is read from here. */
export interface Program {
  /** What it is, for people: `run a command`. */
  label: string;
  /** The first of them that is set up where it is to be done has it. */
  executors: readonly [ExecutorName, ...ExecutorName[]];
  /** How its end is read: from what it wrote (R6 to R8), from what its executor says of it, or by the word of a person. */
  end: 'output' | 'said' | 'person';
  /** Whether it may be done again when it was stopped, or nobody knows how far it came. `if_safe`: if whoever asks for it says so. */
  repeat: 'always' | 'if_safe' | 'never';
}

/** A program that is also a step of deployments (D2). `Q`: what people can be asked because of it. */
export interface StepProgram<S extends z.ZodRawShape = z.ZodRawShape, Q extends string = string> extends Program {
  step: {
    /** What the settings say of such a step, beside its name, kind and time limit. */
    fields: S;
    /** What of one cannot be, beside what each field says of itself. */
    wrong?(step: Settings<S> & { timeoutMinutes: number }): { field: string; message: string } | undefined;
    /** When people are asked, and what: never after the lease, so that such a step cannot be an after-step (D6). */
    asks?: { question: Q; when: 'started' | 'failed' };
    /** What a person does, to be shown where it is asked. */
    instructions?(step: Settings<S>): string;
    /** What is said. Only of those that are announced. */
    message?(step: Settings<S>): string;
    /** Minutes until it has ended by itself. Only of what waits. */
    minutes?(step: Settings<S>): number;
    /** What an agent runs. Only of those that an agent carries out. */
    command?(step: Settings<S>, backend: BackendCommands): StepCommand;
  };
}

type Settings<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/** Of the backend on which the step is done. `jobCommand` throws where jobs are not run by command. */
interface BackendCommands {
  jobCommand(): string[];
}

interface StepCommand {
  command: string[];
  /** Beside what every step is given. */
  values?: PlaceholderValues;
  /** R15. What it runs is the commit's, and so it is held like a job; the rest deploys, and must write where jobs may not. */
  isSandboxed: boolean;
}

export function defineProgram(program: Program): Program {
  return program;
}

export function defineStep<S extends z.ZodRawShape, Q extends string = never>(program: StepProgram<S, Q>): StepProgram<S, Q> {
  return program;
}

export const longText = z.string().trim().min(1).max(2_000);
export const commandTemplate = z.array(z.string().max(2_000)).min(1, 'must name a program').max(64);
