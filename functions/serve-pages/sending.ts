import type { SenderOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';

export type PageSender = SenderOf<PageContent>;
