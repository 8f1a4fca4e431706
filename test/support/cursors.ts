import { createLinkSigner } from '#doors/action-links.ts';
import type { Cursors } from '#doors/cursors.ts';

export const sampleCursors: Cursors = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: 'http://127.0.0.1' });
