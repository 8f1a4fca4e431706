import type { Command } from '#products/pipelines/domain/ask/images.ts';
import type { JobSpec } from '#products/pipelines/domain/job/spec.ts';
import { argumentsOf, commandLine } from '#products/pipelines/domain/plan-file/command.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';

/** What is run, and how people are shown it: as the study wrote it, its configuration at its end. */
export function commandOf(action: Action, { words, checkout }: Command): Pick<JobSpec, 'image' | 'args' | 'runCommand' | 'checkout'> {
  const [image] = words;
  const { config } = action;
  const whole = config === undefined ? { words } : { words, config };
  return { image, args: argumentsOf(whole), runCommand: commandLine(action), ...(checkout === undefined ? {} : { checkout }) };
}
