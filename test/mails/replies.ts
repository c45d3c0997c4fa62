/** What stood in the mail that is answered; nothing of it may be left in the answer. */
const quoted = ['Hello Ana,', '', 'The room is yours from 15:00.', 'Anything more? Write to us.', '', 'Maja, Fjordstay']
const us = 'Fjordstay <reply+a-x@mail.fjordstay.example>'

/** What a guest wrote above it, with what is easily taken for the beginning of a quotation. */
export const guestWords = 'Thank you.\n\nIt works: see 12:30.\nFrom 15 May: two beds.'

const angled = quoted.map((line) => `> ${line}`.trimEnd()).join('\n')
const plain = quoted.join('\n')

/** How the largest webmail leads in what it quotes, by language. */
const leads: Record<string, string> = {
  English: `On Tue, 12 May 2026 at 11:05, ${us} wrote:`,
  American: `On Tue, May 12, 2026 at 11:05 AM ${us} wrote:`,
  Swedish: `Den tis 12 maj 2026 kl 11:05 skrev ${us}:`,
  German: `Am Di., 12. Mai 2026 um 11:05 Uhr schrieb ${us}:`,
  French: `Le mar. 12 mai 2026 à 11:05, ${us} a écrit :`,
  Spanish: `El mar, 12 may 2026 a las 11:05, Fjordstay (<reply+a-x@mail.fjordstay.example>) escribió:`,
  Italian: `Il giorno mar 12 mag 2026 alle ore 11:05 ${us} ha scritto:`,
  Dutch: `Op di 12 mei 2026 om 11:05 schreef ${us}:`,
  Danish: `Den tir. 12. maj 2026 kl. 11.05 skrev ${us}:`,
  Norwegian: `tir. 12. mai 2026 kl. 11:05 skrev ${us}:`,
  Polish: `wt., 12 maj 2026 o 11:05 ${us} napisał(a):`,
  Arabic: `في الثلاثاء، ١٢ مايو ٢٠٢٦ في ١١:٠٥ كتب ${us}:`,
  Portuguese: `Em ter., 12 de mai. de 2026 às 11:05, ${us} escreveu:`,
  Finnish: `ti 12. toukok. 2026 klo 11.05 ${us} kirjoitti:`,
  Czech: `út 12. 5. 2026 v 11:05 odesílatel ${us} napsal:`,
  Japanese: `2026年5月12日(火) 11:05 ${us}:`,
  Korean: `2026년 5월 12일 (화) 오전 11:05, Fjordstay님이 작성:`,
}

/** How the largest office mail program heads it, by language: Subject last, as it does. */
const heads: Record<string, [from: string, sent: string, to: string, subject: string]> = {
  English: ['From', 'Sent', 'To', 'Subject'], Swedish: ['Från', 'Skickat', 'Till', 'Ämne'], German: ['Von', 'Gesendet', 'An', 'Betreff'], French: ['De', 'Envoyé', 'À', 'Objet'],
  Spanish: ['De', 'Enviado', 'Para', 'Asunto'], Italian: ['Da', 'Inviato', 'A', 'Oggetto'], Dutch: ['Van', 'Verzonden', 'Aan', 'Onderwerp'], Danish: ['Fra', 'Sendt', 'Til', 'Emne'],
  Polish: ['Od', 'Wysłano', 'Do', 'Temat'], Portuguese: ['De', 'Enviada', 'Para', 'Assunto'], Finnish: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'], Arabic: ['من', 'تم الإرسال', 'إلى', 'الموضوع'],
}

const headOf = ([from, sent, to, subject]: [string, string, string, string], b = '') =>
  [`${b}${from}:${b} ${us}`, `${b}${sent}:${b} Tuesday, 12 May 2026 11:05`, `${b}${to}:${b} Ana Ruiz <ana.ruiz@example.com>`, `${b}${subject}:${b} Your room`].join('\n')

/** The ways a mail program puts what it answers under what was written, as text. */
export const replyStyles: Record<string, string> = {
  ...Object.fromEntries(Object.entries(leads).map(([language, lead]) => [`a line above, ${language}`, `${guestWords}\n\n${lead}\n\n${angled}\n`])),
  ...Object.fromEntries(Object.entries(heads).map(([language, names]) => [`a head above, ${language}`, `${guestWords}\n\n${headOf(names)}\n\n${plain}\n`])),
  'a rule and a head': `${guestWords}\n\n________________________________\n${headOf(heads.English ?? ['', '', '', ''])}\n\n${plain}\n`,
  'a bold head': `${guestWords}\n\n${headOf(heads.English ?? ['', '', '', ''], '*')}\n\n${plain}\n`,
  'original message': `${guestWords}\n\n-----Original Message-----\n${headOf(heads.English ?? ['', '', '', ''])}\n\n${plain}\n`,
  'original message, Swedish': `${guestWords}\n\n-----Ursprungligt meddelande-----\n${headOf(heads.Swedish ?? ['', '', '', ''])}\n\n${plain}\n`,
  'original message, German': `${guestWords}\n\n-----Ursprüngliche Nachricht-----\n${headOf(heads.German ?? ['', '', '', ''])}\n\n${plain}\n`,
  'a broken line above': `${guestWords}\n\nOn Tue, 12 May 2026 at 11:05, Fjordstay\n<reply+a-x@mail.fjordstay.example> wrote:\n\n${angled}\n`,
  'our own line': `${guestWords}\n\n⸻ Write your answer above this line ⸻\n\n${plain}\n`,
  'our own line, quoted': `${guestWords}\n\n${leads.English}\n\n> ⸻ Write your answer above this line ⸻\n>\n${angled}\n`,
  'angles alone': `${guestWords}\n\n${angled}\n`,
}

/** As HTML, where the quotation is marked rather than drawn. */
const asHtml = guestWords.split('\n').map((line) => `<div>${line || '<br>'}</div>`).join('')
const quotedHtml = quoted.map((line) => `<p>${line}</p>`).join('')
export const htmlStyles: Record<string, string> = {
  webmail: `${asHtml}<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${(leads.English ?? '').replace('<', '&lt;').replace('>', '&gt;')}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">${quotedHtml}</blockquote></div>`,
  'office, under a rule': `${asHtml}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0"><p><b>From:</b> Fjordstay &lt;reply+a-x@mail.fjordstay.example&gt;<br><b>Sent:</b> Tuesday, 12 May 2026 11:05<br><b>To:</b> Ana Ruiz<br><b>Subject:</b> Your room</p></div></div>${quotedHtml}`,
  'office on the web': `${asHtml}<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Fjordstay &lt;reply+a-x@mail.fjordstay.example&gt;<br><b>Sent:</b> Tuesday, 12 May 2026 11:05<br><b>To:</b> Ana Ruiz<br><b>Subject:</b> Your room</div>${quotedHtml}`,
  'a telephone': `${asHtml}<br><div dir="ltr">Sent from my phone</div><div dir="ltr"><br><blockquote type="cite">On 12 May 2026, at 11:05, Fjordstay &lt;reply+a-x@mail.fjordstay.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${quotedHtml}</div></blockquote>`,
}

/** Words of people that look like a quotation and are none: nothing may go. */
export const trickyWords: Record<string, string> = {
  'a sentence with wrote:': 'On Monday my colleague wrote:\nplease bring the keys at noon.\n\nIs that still right?',
  'a list of from and to': 'We arrive as follows.\nFrom: Oslo\nTo: Bergen\n\nPlease keep the room.',
  'a rule between paragraphs': 'First the rooms.\n\n-----\n\nThen the breakfast: eight persons.',
  'a form filled in': 'Name: Ana Ruiz\nE-mail: ana.ruiz@example.com\nArrival: 15 May 2026, 21:30\nFrom: Madrid\nSubject: late arrival\n\nThank you.',
  'greater than': 'The bill says 400 > 300, why?\nOur guests were 3 < 4.',
}

/** Lines of the quotation that an answer may not hold. */
export const leaked = (own: string): boolean => quoted.filter(Boolean).some((line) => own.includes(line)) || own.includes('⸻') || own.includes('reply+a-x@')
