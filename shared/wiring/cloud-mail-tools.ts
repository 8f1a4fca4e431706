import { createSmtpMailer } from '#adapters/smtp-mailer.ts';
import type { MailTools } from '#application/performers/send-mail.ts';
import type { Cloud } from './cloud.ts';
import { mailTools } from './mail-tools.ts';

/** N1. */
export function cloudMailTools(cloud: Cloud): MailTools {
  return mailTools(cloud, createSmtpMailer({ url: cloud.config.smtpUrl }));
}
