import { contractOfEffect, contractOfFunction, type FunctionContract } from '#doors/contracts/function.ts';
import { registrations, type EffectFunction } from '#doors/contracts/effects.ts';
import { functions } from '#doors/functions/table.ts';

export { commonEnvironment, type EnvironmentName, type FunctionContract } from '#doors/contracts/function.ts';
export type { Trigger } from '#doors/functions/define.ts';

export type FunctionName = keyof typeof functions | EffectFunction;

/** Every Cloud Function: the embedded runtime, the bundles and `infra/google` all declare this same set. */
export const functionContracts = Object.fromEntries([
  ...Object.entries(functions).map(([name, one]) => [name, contractOfFunction(one)] as const),
  ...Object.values(registrations).map((one) => [one.function, contractOfEffect(one)] as const),
]) as Record<FunctionName, FunctionContract>;

export const functionNames = Object.keys(functionContracts) as FunctionName[];
