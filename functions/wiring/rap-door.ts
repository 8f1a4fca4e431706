import type { RapDoor } from '#functions/serve-rap/handler.ts';
import type { Installation } from './installation.ts';

/** P5. Undefined while the settings do not switch it on: no setting does, until pipelines have runs. */
export function rapDoor(_installation: Installation): RapDoor | undefined {
  return undefined;
}
