import { http } from '@google-cloud/functions-framework';
import { createSmtpMailer } from '#adapters/smtp-mailer.ts';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { mailTools } from '#shared/wiring/mail-tools.ts';
import { createSendMail } from './handler.ts';

guardEveryServer();
const cloud = openCloud('send-mail', cloudTasks);
const mailer = createSmtpMailer({ url: cloud.config.smtpUrl });
http('send-mail', createSendMail(cloud.system, taskCaller(cloud.config), mailTools(cloud, mailer)));
