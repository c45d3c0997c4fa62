import { z } from 'zod'
import type { ConversationHead } from '#conversations'
import type { Person } from '#identity'
import type { Door } from '#contract/content'
import { Outcome, type Entry } from '#contract/conversations'
import type { Translator } from '#web/locales'
import { isGuarded } from './acknowledge.ts'
import type { Hue } from './hue.ts'
import type { Letter } from './letter.ts'
import type { Occurrence } from './mail.ts'

/** What happened, to whom it is told and how they read. */
export type Occasion = {
  kind: Occurrence
  head: ConversationHead
  entry: Entry
  person: Person
  tr: Translator
  door: Door
  hue: Hue
  brand: string
  about: string | null
  propertyName: string | null
  link: string
  /** Whether answers to our mail reach us. */
  answerable: boolean
}

export const letterOf = (occasion: Occasion): Letter => {
  const { tr: { t, locale, dir }, brand, door, head, person } = occasion
  const said = sayings[occasion.kind](occasion)
  return {
    locale, dir, brand, hue: occasion.hue,
    door: t(`mail.door.${door}`),
    // An answer brings the greeting of the person who wrote it; an address that may be anybody's is told nothing that was typed, not even a name.
    greeting: said.words === undefined && !isGuarded(head) ? t('mail.greeting', { name: person.name }) : null,
    ...said,
    above: occasion.answerable ? t('mail.above') : null,
    words: said.words ?? null,
    details: [
      ...said.details,
      { label: t('mail.case-number'), value: head.case_number },
      ...(occasion.about ? [{ label: t('mail.about'), value: occasion.about }] : []),
      ...(occasion.propertyName ? [{ label: t('mail.property'), value: occasion.propertyName }] : []),
    ],
    button: { text: t(isVisitors(head) ? 'mail.guest.openContact' : 'mail.open'), href: occasion.link },
    footer: [t(door === 'guest' ? 'mail.guest.why' : 'mail.footer.why', { brand }), occasion.answerable ? t('mail.footer.answer') : t(isVisitors(head) ? 'mail.guest.replies' : 'mail.footer.replies'), t('mail.footer.real', { brand })],
  }
}

// Without an account there is no page to follow it on: the mailbox is the place.
const isVisitors = (head: ConversationHead) => head.door === 'guest' && head.asker_id === null

const whereAnswered = (head: ConversationHead, { t, brand }: { t: Translator['t']; brand: string }) => {
  if (head.door !== 'guest') return t('mail.receipt.where', { brand })
  return t(isVisitors(head) ? 'mail.guest.whereMail' : 'mail.guest.wherePage')
}

type Said = Pick<Letter, 'subject' | 'heading' | 'opening' | 'details' | 'closing'> & { words?: string }

const receipt = ({ tr: { t, dateTime }, head, brand }: Occasion): Said => {
  const when = head.promised_at ? dateTime(head.promised_at, 'zoned') : null
  return {
    subject: t('mail.receipt.subject', { caseNumber: head.case_number }),
    heading: t('mail.receipt.heading'),
    opening: [],
    details: when === null ? [] : [{ label: t('mail.answer-by'), value: when }],
    closing: [...(when === null ? [] : [t('mail.receipt.longer')]), whereAnswered(head, { t, brand })],
  }
}

const answer = ({ tr: { t, list }, head, entry, brand }: Occasion): Said => {
  const files = entry.attachments.map(({ name }) => name)
  return {
    subject: t('mail.answer.subject', { brand, caseNumber: head.case_number }),
    heading: t('mail.answer.heading', { name: entry.author.name }),
    opening: [],
    words: entry.body ?? '',
    details: [],
    closing: [...(files.length > 0 ? [t('mail.answer.files', { count: files.length, files: list(files) })] : []), t('mail.answer.more')],
  }
}

const Moved = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), reason: z.string() })

const promiseMoved = ({ tr: { t, dateTime }, head, entry }: Occasion): Said => {
  const { from, to, reason } = Moved.parse(entry.data)
  return {
    subject: t('mail.moved.subject', { caseNumber: head.case_number }),
    heading: t('mail.moved.heading'),
    opening: [t('mail.moved.sorry')],
    details: [
      { label: t('mail.moved.new-time'), value: dateTime(to, 'zoned') },
      { label: t('mail.moved.instead-of'), value: dateTime(from, 'zoned') },
      { label: t('mail.moved.why'), value: whyMoved(t, reason) },
    ],
    closing: [t('mail.moved.kept')],
  }
}

const whyMoved = (t: Occasion['tr']['t'], reason: string) => {
  if (reason === 'more-than-usual') return t('mail.moved.more-than-usual')
  return reason === 'topic-changed' ? t('clock.mail.topic-changed') : reason
}

const Announced = z.object({ closesAt: z.iso.datetime(), outcome: Outcome })

const closingAnnounced = ({ tr: { t, date, dateTime }, head, entry }: Occasion): Said => {
  const { closesAt, outcome } = Announced.parse(entry.data)
  return {
    subject: t('mail.announced.subject', { date: date(closesAt), caseNumber: head.case_number }),
    heading: t('mail.announced.heading'),
    opening: [t('mail.announced.when', { when: dateTime(closesAt, 'zoned') }), t('mail.announced.keep')],
    details: [{ label: t('mail.outcome'), value: t(`mail.outcome.${outcome}`) }],
    closing: [t('mail.announced.later')],
  }
}

const Closed = z.object({ outcome: Outcome, reason: z.string().nullish() })

const closed = ({ tr: { t }, head, entry }: Occasion): Said => {
  const { outcome, reason } = Closed.parse(entry.data)
  return {
    subject: t('mail.closed.subject', { caseNumber: head.case_number }),
    heading: t('mail.closed.heading'),
    opening: [],
    details: [
      { label: t('mail.outcome'), value: t(`mail.outcome.${outcome}`) },
      ...(reason ? [{ label: t('mail.reason'), value: reason }] : []),
    ],
    closing: [t('mail.closed.reopens')],
  }
}

const sayings: Record<Occasion['kind'], (occasion: Occasion) => Said> = {
  receipt, answer, 'promise-moved': promiseMoved, 'closing-announced': closingAnnounced, closed,
}
