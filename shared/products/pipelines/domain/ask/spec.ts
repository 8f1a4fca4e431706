import type { Command } from '#products/pipelines/domain/ask/images.ts';
import type { JobSpec } from '#products/pipelines/domain/job/spec.ts';
import { argumentsOf, commandLine } from '#products/pipelines/domain/plan-file/command.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';

/** What is run, as it is shown too: of a reusable action, what it comes to; the configuration at its end. */
export function commandOf(action: Action, { words, checkout }: Command): Pick<JobSpec, 'image' | 'args' | 'runCommand' | 'checkout'> {
  const [image] = words;
  const { config } = action;
  const whole = config === undefined ? { words } : { words, config };
  return { image, args: argumentsOf(whole), runCommand: commandLine(whole), ...(checkout === undefined ? {} : { checkout }) };
}
