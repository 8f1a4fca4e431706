import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import type { MailTools } from '#products/rehearsal/app/performers/send-mail.ts';
import type { Cloud } from './cloud.ts';
import { mailTools } from './mail-tools.ts';

/** N1. */
export function cloudMailTools(cloud: Cloud): MailTools {
  return mailTools(cloud, createSmtpMailer({ url: cloud.config.smtpUrl }));
}
