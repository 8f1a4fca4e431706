import { createSmtpMailer } from '#adapters/smtp-mailer.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { mailTools } from '#shared/wiring/mail-tools.ts';
import { createSendMail } from './handler.ts';

const cloud = openCloud('send-mail', cloudTasks);
const mailer = createSmtpMailer({ url: cloud.config.smtpUrl });
serve('send-mail', cloud, createSendMail(cloud.system, taskCaller(cloud.config), mailTools(cloud, mailer)));
