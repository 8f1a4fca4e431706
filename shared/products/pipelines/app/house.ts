import { backendNamed } from '#contexts/backends/domain/named.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** What runs and jobs work with, of what the installation is made of. */
export function houseOf(system: System): JobHouse {
  return {
    kernel: kernelOf(system),
    store: system.store,
    sharing: (backend) => backendNamed(system.rules, backend, system.timeScale)?.sharing,
  };
}
