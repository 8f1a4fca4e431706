import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { timelineOf } from '#products/rehearsal/app/operate/requests.ts';

export const requestTimeline: Operation<'request_timeline'> = async (system, _, { id }) => timelineOf(system, id);
