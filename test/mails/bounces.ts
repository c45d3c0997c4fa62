const crlf = (lines: readonly string[]) => lines.join('\r\n')
const ours = ['From: Fjordstay <help@mail.fjordstay.example>', 'To: ada@skargard.example', 'Subject: Your room', 'Message-ID: <mail.a-x@mail.fjordstay.example>']

type Dsn = { from: string; subject: string; text: string; status?: string[]; type?: string; headers?: string[] }

/** In the form of RFC 3464. */
const dsn = ({ from, subject, text, status = ['Action: failed', 'Status: 5.1.1'], type = 'delivery-status', headers = [] }: Dsn) => crlf([
  `From: ${from}`, 'To: bounce+a-x@mail.fjordstay.example', `Subject: ${subject}`, 'MIME-Version: 1.0', ...headers, `Content-Type: multipart/report; report-type=${type}; boundary="b"`, '',
  '--b', 'Content-Type: text/plain; charset=utf-8', '', text, '', '--b', `Content-Type: message/${type}`, '',
  'Reporting-MTA: dns; mx.skargard.example', '', 'Final-Recipient: rfc822; ada@skargard.example', ...status, '', '--b', 'Content-Type: message/rfc822', '', ...ours, '', 'Hello', '--b--', ''])

/** In words alone. */
const said = (from: string, subject: string, lines: readonly string[], headers: readonly string[] = []) =>
  crlf([`From: ${from}`, 'To: bounce+a-x@mail.fjordstay.example', `Subject: ${subject}`, ...headers, 'Content-Type: text/plain; charset=utf-8', '', ...lines, ''])
const returned = ['', '--- Below this line is a copy of the message.', '', 'Return-Path: <bounce+a-x@mail.fjordstay.example>', ...ours, '', 'Hello']

const daemon = 'Mail Delivery System <MAILER-DAEMON@mx.skargard.example>'
const postmaster = 'postmaster@skargard.example'

/** The ways mail servers say that a mail did not arrive, by whose way it is. */
export const bounces: Record<string, string> = {
  'RFC 3464': dsn({ from: daemon, subject: 'Undelivered Mail Returned to Sender', text: 'I could not deliver it. <ada@skargard.example>: user unknown' }),
  'RFC 3464, full': dsn({ from: daemon, subject: 'Undelivered Mail Returned to Sender', text: 'Mailbox full', status: ['Action: failed', 'Status: 5.2.2', 'Diagnostic-Code: smtp; 552 5.2.2 mailbox full'] }),
  'RFC 3464, blocked': dsn({ from: daemon, subject: 'Undeliverable', text: 'Blocked', status: ['Action: failed', 'Status: 5.7.1', 'Diagnostic-Code: smtp; 550 5.7.1 blocked by our list'] }),
  'RFC 3464, delayed': dsn({ from: daemon, subject: 'Delayed Mail (still being retried)', text: 'It is tried again.', status: ['Action: delayed', 'Status: 4.4.1', 'Will-Retry-Until: Sat, 16 May 2026 11:05:00 +0000'] }),
  'RFC 3464, without an action': dsn({ from: daemon, subject: 'Returned mail', text: 'See below', status: ['Status: 5.1.2'] }),
  'RFC 3464, no host': dsn({ from: daemon, subject: 'Mail delivery failed', text: 'Host unknown', status: ['Action: failed', 'Status: 5.4.4', 'Diagnostic-Code: X-Local; Name server: .: host not found'] }),
  'RFC 6533': dsn({ from: daemon, subject: 'Undelivered Mail Returned to Sender', text: 'å@ö.example: unknown', type: 'global-delivery-status', status: ['Action: failed', 'Status: 5.1.1'] }),
  'a cloud office': dsn({ from: 'Microsoft Outlook <MicrosoftExchange329e@skargard.example>', subject: 'Undeliverable: Your room', text: 'Your message to ada@skargard.example could not be delivered.', status: ['Action: failed', 'Status: 5.1.10', 'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound'], headers: ['Auto-Submitted: auto-replied'] }).replace('From: Microsoft Outlook', 'From: mailer-daemon Outlook'),
  'a large webmail': dsn({ from: 'Mail Delivery Subsystem <mailer-daemon@webmail.example>', subject: 'Delivery Status Notification (Failure)', text: 'Address not found: your message was not delivered to ada@skargard.example.', headers: ['Auto-Submitted: auto-replied', 'X-Failed-Recipients: ada@skargard.example'] }),
  'X-Failed-Recipients': said(daemon, 'Mail delivery failed: returning message to sender', ['This message was created automatically by mail delivery software.', '', '  ada@skargard.example', '    host mx.skargard.example: 550 No such user here', ...returned], ['X-Failed-Recipients: ada@skargard.example', 'Auto-Submitted: auto-replied']),
  qmail: said('MAILER-DAEMON@mx.skargard.example', 'failure notice', ['Hi. This is the qmail-send program at mx.skargard.example.', "I'm afraid I wasn't able to deliver your message to the following addresses.", '', '<ada@skargard.example>:', 'Sorry, no mailbox here by that name. (#5.1.1)', ...returned]),
  sendmail: said('Mail Delivery Subsystem <MAILER-DAEMON@mx.skargard.example>', 'Returned mail: see transcript for details', ['   ----- The following addresses had permanent fatal errors -----', '<ada@skargard.example>', '    (reason: 550 5.1.1 <ada@skargard.example>... User unknown)', ...returned]),
  'sendmail, still trying': said('Mail Delivery Subsystem <MAILER-DAEMON@mx.skargard.example>', 'Warning: could not send message for past 4 hours', ['    **      THIS IS A WARNING MESSAGE ONLY      **', 'The original message was received. Warning: message still undelivered, will keep trying', '<ada@skargard.example>... Deferred: Connection timed out (4.4.1)', ...returned]),
  'an old office server': said('System Administrator <postmaster@skargard.example>', 'Undeliverable: Your room', ['Your message', '  To:      ada@skargard.example', '  Subject: Your room', 'did not reach the following recipient(s):', 'ada@skargard.example', '    The recipient name is not recognized', '    550 5.1.1']),
  'in German': said(daemon, 'Unzustellbar: Ihr Zimmer', ['Fehler bei der Nachrichtenzustellung an folgende Empfänger:', 'ada@skargard.example', '550 5.1.1 unbekannter Empfänger', ...returned]),
  'in French': said(postmaster, 'Message non remis : Votre chambre', ['Votre message n’a pas été remis à ada@skargard.example', '550 5.1.1 adresse inconnue', ...returned]),
  'in Spanish': said(postmaster, 'No entregado: Su habitación', ['No se pudo entregar a ada@skargard.example', '550 5.1.1', ...returned]),
  'in Italian': said(postmaster, 'Mancata consegna: La Sua camera', ['Consegna non riuscita: ada@skargard.example', '550 5.1.1', ...returned]),
  'in Danish': said(postmaster, 'Ej leveret: Dit værelse', ['Kan ikke leveres til ada@skargard.example', '550 5.1.1', ...returned]),
  'a gateway': said('gateway@skargard.example', 'Delivery failure', ['Message rejected: 554 5.7.1 for ada@skargard.example', ...returned]),
  'root of a server': said('root@mx.skargard.example', 'Mail could not be delivered', ['550 user unknown: ada@skargard.example', ...returned]),
  'by the empty envelope': said('Skärgårdsro <info@skargard.example>', 'Returned mail: user unknown', ['550 5.1.1 no such user ada@skargard.example', ...returned], ['Return-Path: <>']),
  'a quota': said(postmaster, 'Delivery failed', ['ada@skargard.example: mailbox is full, over quota (5.2.2)', ...returned]),
  'a message system': said('Mail-System@skargard.example', 'Non-delivery report', ['The message could not be delivered to ada@skargard.example: 5.4.1', ...returned]),
  'a Japanese provider': said('MAILER-DAEMON@mobile.example', 'Mail System Error - Returned Mail', ['Unknown user: ada@mobile.example', ...returned]),
  'a complaint': crlf(['From: fbl@webmail.example', 'To: bounce+a-x@mail.fjordstay.example', 'Subject: complaint', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="b"', '',
    '--b', 'Content-Type: text/plain', '', 'An abuse report.', '', '--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: FBL/1', 'Version: 1', 'Original-Rcpt-To: ada@skargard.example', '', '--b', 'Content-Type: text/rfc822-headers', '', ...ours, '', '--b--', '']),
}

const person = 'Ada Lindqvist <ada@skargard.example>'

/** Answers by machines: they came because a mail arrived. */
export const autoReplies: Record<string, string> = {
  'RFC 3834': said(person, 'Auto: Your room', ['I am away until 20 May.'], ['Auto-Submitted: auto-replied (vacation)', 'Precedence: bulk']),
  'a vacation that cites a failure': said(person, 'Automatic reply: delivery failed', ['I am on leave. Mail to my old address could not be delivered (550).'], ['Auto-Submitted: auto-replied']),
  'Swedish': said(person, 'Autosvar: på resa', ['Jag är borta.'], ['X-Autoreply: yes']),
  'German': said(person, 'Automatische Antwort: Ihr Zimmer', ['Ich bin im Urlaub.'], ['X-Auto-Response-Suppress: All']),
  'Spanish': said(person, 'Respuesta automática: su habitación', ['Estoy fuera.']),
  'an old one': said(person, 'Out of office: Your room', ['Back on Monday.'], ['Precedence: junk']),
  'a postmaster’s holiday': said(postmaster, 'Out of the office', ['The postmaster is away; delivery of answers may be late.'], ['Auto-Submitted: auto-replied']),
  'from nobody': said(person, 'Abwesenheitsnotiz', ['Ich bin nicht da.'], ['Return-Path: <>', 'Auto-Submitted: auto-replied']),
}

/** Mail that is about failures, or looks a little like a report, and is none. */
export const notBounces: Record<string, string> = {
  'a guest whose mail came back': said(person, 'Mail delivery failed?', ['My confirmation came back: “550 user unknown”. What is wrong?']),
  'a partner about a delivery': said(person, 'Failed delivery of towels', ['The laundry could not deliver. Status: failed.']),
  'a rejected payment': said('bank@bank.example', 'Payment rejected', ['Your payment of 5.1.1 was rejected by the bank.']),
  'a newsletter': said('news@news.example', 'Undeliverable promises: our spring offers', ['Buy now.'], ['List-Unsubscribe: <https://news.example/u>', 'List-Id: news']),
  'a read receipt': said(person, 'Read: Your room', ['Your message was read on 12 May 2026.']),
  'a success report': dsn({ from: daemon, subject: 'Successful Mail Delivery Report', text: 'It was delivered.', status: ['Action: delivered', 'Status: 2.0.0'] }),
  'a relayed report': dsn({ from: daemon, subject: 'Delivery Status Notification (Relay)', text: 'It was passed on.', status: ['Action: relayed', 'Status: 2.0.0'] }),
  'a forwarded mail': crlf([`From: ${person}`, 'To: guests@mail.fjordstay.example', 'Subject: Fwd: a question', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'See below.', '--b', 'Content-Type: message/rfc822', '', ...ours, '', 'Hello', '--b--', '']),
  'a question about 550 kronor': said(person, 'Deposit', ['You charged 550 kronor, and the booking says 5.1.1 of the terms.']),
  'a subscription': said('list-admin@news.example', 'You are not a member: confirm your subscription', ['Please confirm.']),
}
