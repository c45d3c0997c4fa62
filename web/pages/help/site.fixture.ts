import type { Hono } from 'hono'
import { vi } from 'vitest'
import { Refusal } from '#kernel'
import type { ArticleCard, ArticleView, MailView, NoticeView, TopicView, VisitorPort } from '../ports.ts'
import type { ReaderPort } from '../reader-port.ts'
import type { Site } from '../site.ts'

export const now = new Date('2026-11-22T12:00:00Z')

export const card = (key: string, path: string): ArticleCard => ({ key, title: `About ${key}`, summary: `All on ${key}.`, path, translated: true, locale: 'en' })

export const article = (changes: Partial<ArticleView> = {}): ArticleView => ({
  key: 'overbooked', title: 'Overbooked: what to do', summary: 'No room for a guest.', html: '<h2 id="first">First</h2><p>Call us.</p><h2 id="then">Then</h2>', minutes: 4,
  headings: [{ id: 'first', text: 'First' }, { id: 'then', text: 'Then' }], revision: 3, updatedAt: new Date('2026-08-20T08:00:00Z'),
  category: { key: 'reservations', name: 'Reservations', path: '/en/partner/help/reservations' }, related: [card('channel-manager', '/en/partner/help/account/channel-manager')],
  siblings: [card('no-show', '/en/partner/help/reservations/no-show')], translated: true, locale: 'en', actions: [],
  alternates: [{ locale: 'en', path: '/en/partner/help/reservations/overbooked-what-to-do' }, { locale: 'sv', path: '/sv/partner/help/reservations/overbokad' }], ...changes,
})

export const notice: NoticeView = {
  key: 'invoices', severity: 'fault', title: 'Invoices open empty', body: 'We are mending it.',
  startedAt: new Date('2026-11-22T07:00:00Z'), checkedAt: new Date('2026-11-22T11:00:00Z'),
}

const pathOf = (key: string) => (key === 'refund' || key === 'safety' ? `/en/guest/${key}` : `/en/partner/help/${key}`)

const topic = (key: string): TopicView => ({ key, name: `Topic ${key}`, scope: `Everything on ${key}.`, path: pathOf(key), subtopics: [{ key: 'first', name: 'First of it' }] })

export const mail: MailView = {
  id: 'm1', to: 'ada@skargard.example', subject: 'We have your message', text: 'Hello <Ada>', html: '<p>Hello</p><script>1</script>',
  createdAt: new Date('2026-11-22T11:30:00Z'), sentAt: null, error: null,
}

/** What anybody sees, in a world with one of each. */
const visitor: VisitorPort = {
  brand: async () => ({ name: 'Fjordstay', appName: 'Pulse', isDemo: true, locales: ['sv', 'en'], defaultLocale: 'en' }),
  topics: async (door) => (door === 'partner' ? [topic('reservations'), topic('invoices')] : [topic('refund'), topic('safety')]),
  notices: async () => [notice],
  articlesByCategory: async () => [{ category: { key: 'reservations', name: 'Reservations', path: '/en/partner/help/reservations' }, articles: [card('no-show', '/en/partner/help/reservations/no-show')] }],
  featured: async () => [card('who-charges-me', '/en/guest/help/payment/who-charges-me')],
  sitemapParts: async () => 1,
  sitemapPart: async (part) => (part === 1 ? [{ path: '/en/partner/help/reservations/no-show', updatedAt: now }] : []),
  changes: async () => [{ ...card('no-show', '/en/partner/help/reservations/no-show'), title: 'Rates & <dates>', updatedAt: now }],
  category: async ({ slug }) => (['reservations', 'invoices', 'refund'].includes(slug) ? { topic: topic(slug), articles: [], next: null, alternates: [] } : null),
  article: async () => article(),
  search: async ({ q, topic: chosen }) => ({
    id: null, q, topic: chosen ?? null, total: q === 'nothing' ? 0 : 1, corrected: q === 'noshwo' ? 'no-show' : null,
    topics: q === 'nothing' ? [] : [{ key: 'reservations', name: 'Reservations', count: 1 }, { key: 'invoices', name: 'Invoices', count: 2 }],
    results: q === 'nothing' ? [] : [{ ...card('no-show', '/en/partner/help/reservations/no-show'), topicName: 'Reservations', href: '/en/partner/help/reservations/no-show?s=1&p=1', extract: [{ text: 'The ', hit: false }, { text: 'guest', hit: true }, { text: ' <never> came.', hit: false }] }],
  }),
  clicked: async () => undefined,
  guestAnswers: async (at) => (at.topic === 'refund'
    ? { topic: { key: 'refund', name: 'Refund' }, subtopic: { key: 'first', name: 'Where is it' }, articles: [card('where', '/en/guest/help/refund/where')], notices: [], actions: [{ key: 'guest-refund', name: 'See your refund', hint: 'With its days.', href: '/en/guest/booking/refund', external: false }] }
    : null),
  askForCallBack: async () => undefined,
  season: async () => null,
  order: async () => ({ first: [], safetyMinutes: 30, firstMinutes: 120, ordinaryOneIn: 4, promiseHours: 24, expected: { safety: null, first: null, ordinary: null } }),
  callBackRule: async () => ({ hours: 24 }),
  demoPeople: async () => [
    { id: 'ada', side: 'partner', name: 'Ada Lindqvist', email: 'ada@skargard.example', organisation: 'Skärgårdsro', why: 'Owns a guest house.' },
    { id: 'maja', side: 'agent', name: 'Maja Ekström', email: 'maja@fjordstay.example', organisation: null, why: 'Answers in Swedish.' },
  ],
  demoGuests: async () => [{ number: '4071882316', pin: '604182', name: 'Ana Ruiz', why: 'Arrives tomorrow.' }],
  tour: async () => [{ role: 'partner', title: 'Start as Ada', text: 'Open the inbox.', path: '/en/extranet/inbox' }],
  mails: async (after) => (after ? { rows: [], next: null } : { rows: [mail], next: 'cursor' }),
  mail: async (id) => (id === 'm1' ? mail : null),
  invitation: async (token) => (token === 'good' ? { email: 'noor@fjordstay.example' } : null),
}

/** Nobody who is known. */
const reader: ReaderPort = { saves: null, read: async () => undefined, sought: async () => undefined, vote: async () => undefined }

/** The pages' way into a product that is not there: what each call answers can be changed, what was asked is kept. */
export const fakeSite = (changes: Partial<Site> = {}, seen: Partial<VisitorPort> = {}) => {
  const site: Site = {
    now: () => now,
    asset: (name) => `/assets/${name}`,
    origin: () => 'https://help.fjordstay.example',
    acceptedFiles: [],
    visitor: () => ({ ...visitor, ...seen }),
    partner: async () => ({ state: 'none' }),
    guest: async () => ({ state: 'none' }),
    doors: { recognise: () => null, count: async () => undefined, handOver: async () => undefined, carried: async () => null, forget: async () => undefined },
    widget: { allowFrame: async () => [], identify: async () => false, demoIdentity: () => '', forget: async () => undefined },
    password: { mailLink: async () => undefined, linkIsLive: async () => true, choose: async () => undefined },
    guestContact: async () => { throw new Refusal('unavailable') },
    app: { notifies: false, version: '0', icon: async () => new Uint8Array(), device: () => ({ system: '', browser: '' }) },
    push: async () => null,
    code: { finish: async () => ({ locale: 'sv', port: null }), isOn: async () => false, begin: async () => ({ secret: '', picture: '', recovery: [] }), turnOn: async () => undefined, turnOff: async () => undefined },
    staffCode: { finish: async () => ({ locale: 'sv', port: null }), isOn: async () => false, begin: async () => ({ secret: '', picture: '', recovery: [] }), turnOn: async () => undefined, turnOff: async () => undefined },
    staff: async () => null,
    chat: async () => null,
    chatDoor: async () => { throw new Refusal('unavailable') },
    guestDoor: {
      signInByPin: async () => undefined, mailLink: async () => undefined, mailCode: async () => undefined, signInByCode: async () => undefined,
      linkIsLive: async () => true, signInDemo: async () => undefined, signInByLink: async () => undefined, signOut: async () => undefined,
    },
    reader: async () => reader,
    signIn: vi.fn<Site['signIn']>(async (_c, _side, { password }) => {
      if (password !== 'right') throw new Refusal('wrong_password')
      return { locale: 'sv', port: null }
    }),
    signInDemo: async (_c, id) => ({ side: id === 'maja' ? 'agent' : 'partner', locale: 'sv' }),
    changePassword: vi.fn<Site['changePassword']>(async () => undefined),
    signOut: vi.fn<Site['signOut']>(async () => undefined),
    acceptInvitation: vi.fn<Site['acceptInvitation']>(async () => undefined),
    demoAllowed: () => true,
    needsAdmin: async () => false,
    network: () => '192.0.2.1',
    reportError: () => undefined,
    ...changes,
  }
  return site
}

/** Asks the routes of a part as a browser would. */
export const browser = (routes: Hono) => ({
  get: (path: string, headers: Record<string, string> = {}) => routes.request(path, { headers }),
  post: (path: string, fields: Record<string, string>) => routes.request(path, { method: 'POST', body: new URLSearchParams(fields) }),
})
