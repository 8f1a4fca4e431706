import { controllerTaskDoor } from '#functions/wiring/controller-task-door.ts';
import { MOST_RAP_BYTES, rapRefusal } from '#doors/rap-answer.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeControllerTasks } from './handler.ts';

export const serveControllerTasks: Wiring = {
  dependencies: [],
  door: { maxBytes: () => MOST_RAP_BYTES, answer: rapRefusal },
  open: (installation) => createServeControllerTasks(controllerTaskDoor(installation)),
};
