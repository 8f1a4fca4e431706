import type { TaskDoor } from '#functions/serve-controller-tasks/handler.ts';
import type { Installation } from './installation.ts';

/** P5. Undefined while the settings do not switch it on: no setting does, until pipelines have runs. */
export function controllerTaskDoor(_installation: Installation): TaskDoor | undefined {
  return undefined;
}
