import { requestPath } from '#doors/opened-request.ts';
import type { Installation } from './installation.ts';

/** Where those who are signed in see a request: for sheets and boards, which more people read than may open its secret link (X6). */
export function requestUrl({ settings }: Pick<Installation, 'settings'>): (id: string) => string {
  return (id) => `${settings.publicUrl}${requestPath}${id}`;
}
