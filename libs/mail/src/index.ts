export { type Letter, type Mail, MailRefused } from './mail.ts';
export { outboxMail } from './outbox-mail.ts';
export { type SmtpOptions, smtpMail } from './smtp-mail.ts';
