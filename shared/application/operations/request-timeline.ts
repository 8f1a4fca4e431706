import type { Operation } from '#application/operations/define.ts';
import { timelineOf } from '#application/operate/requests.ts';

export const requestTimeline: Operation<'request_timeline'> = async (system, _, { id }) => timelineOf(system, id);
