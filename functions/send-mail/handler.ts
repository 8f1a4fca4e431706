import { performEffect } from '#application/perform-effect.ts';
import { sendMail, type MailTools } from '#application/send-mail.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createSendMail(system: System, verifier: CallerVerifier, tools: MailTools): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'send_mail', task, sendMail(system, tools)));
}
