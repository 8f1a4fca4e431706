import { http } from '@google-cloud/functions-framework';
import { guardEveryServer, type DoorRules } from '#doors/guard-door.ts';
import { outermost, type Frame } from '#doors/outermost.ts';
import { hashSource } from '#doors/send-page.ts';
import type { Handler } from '#doors/task-handler.ts';
import { message } from '#html/document.ts';
import { page } from '#products/rehearsal/pages/layout.ts';
import { stylesheet } from '#html/style.ts';
import type { Installation } from './installation.ts';
import { navigation } from './navigation.ts';

/** One function of an installation in the cloud, behind the door and inside its frame. To be called while the function's module loads. */
export function serve(name: string, installation: Installation & { isProven: boolean }, handler: Handler, rules: DoorRules = {}): void {
  guardEveryServer(rules);
  http(name, outermost(name, { ...frameOf(installation), isProven: installation.isProven }, handler, rules.answer));
}

/** `more`: origins of our own pages beside the public address. */
export function frameOf({ system, settings }: Pick<Installation, 'system' | 'settings'>, more: readonly string[] = []): Frame {
  return {
    log: system.log,
    ...(system.tracing === undefined ? {} : { tracing: system.tracing }),
    origins: new Set([new URL(settings.publicUrl).origin, ...more]),
    page: (status, title) => ({
      html: page(message(title.replace(/\.$/, ''), status === 500 ? FAULT : REFUSED), {
        installation: settings.installation,
        navigation,
        path: '',
      }),
      styles: [hashSource(stylesheet)],
    }),
  };
}

const FAULT = 'It is not your fault, and the error was logged. Try again in a moment.';
const REFUSED = 'Open the page here again, and send the form from it.';
