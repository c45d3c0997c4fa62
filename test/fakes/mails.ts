import { createTransport } from 'nodemailer'

export type Sent = { from: string; to: string; /** Addresses beside it that the same mail goes to. */ andTo?: string[]; subject?: string; text?: string; html?: string; headers?: Record<string, string>; envelopeFrom?: string; inReplyTo?: string; attachments?: { filename: string; content: Buffer | string; contentType?: string }[]; raw?: string | Buffer }

/** Sends a mail to a listener as another mail server would. */
export const sendTo = async (port: number, { envelopeFrom, raw, andTo = [], ...mail }: Sent): Promise<{ response: string }> => {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    return await transport.sendMail({ ...mail, envelope: { from: envelopeFrom ?? addressIn(mail.from), to: [mail.to, ...andTo] }, ...(raw === undefined ? {} : { raw }) })
  } finally {
    transport.close()
  }
}

const addressIn = (from: string) => /<([^>]*)>/.exec(from)?.[1] ?? from

/** Names of a world where every domain lets the loopback address send, and says so. */
export const namesOf = (...domains: string[]) => ({
  kind: 'table' as const,
  records: Object.fromEntries(domains.flatMap((domain) => [[`txt ${domain}`, ['v=spf1 ip4:127.0.0.1 ip6:::1 -all']], [`txt _dmarc.${domain}`, ['v=DMARC1; p=reject']]])),
})
