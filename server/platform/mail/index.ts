export { smtpTransport } from './smtp.ts'
export type { MailAddress, MailResult, MailTransport, OutgoingMail } from './transport.ts'
