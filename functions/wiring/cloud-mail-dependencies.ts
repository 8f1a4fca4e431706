import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import type { MailDependencies } from '#products/rehearsal/app/performers/send-mail.ts';
import type { Cloud } from './cloud.ts';
import { mailDependencies } from './mail-dependencies.ts';

/** N1. */
export function cloudMailDependencies(cloud: Cloud): MailDependencies {
  return mailDependencies(cloud, createSmtpMailer({ url: cloud.config.smtpUrl }));
}
