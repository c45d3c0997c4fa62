import { expect, test } from 'vitest'
import { configure, present } from '#brand'
import { ContactOptions, TopicTree } from '#contract/public'
import { goOff } from '#staff'
import { publish, tree } from '#topics'
import { messageInput, startWorld, type Partner } from '#test/world'

// A Tuesday morning: 11:00 in Stockholm, 10:00 in London, 05:00 in New York.
const start = new Date('2026-05-12T09:00:00Z')
const world = await startWorld({ clock: start })
const [ada, nils, priya, jonas, elena] = await Promise.all(['ada', 'nils', 'priya', 'jonas', 'elena'].map(world.partner))
if (!ada || !nils || !priya || !jonas || !elena) throw new Error('people')

const ten = ['rates', 'promotions', 'reservations', 'opportunities', 'reviews', 'invoices', 'payouts', 'analytics', 'property-info', 'account']
const contact = (locale: string, ...steps: string[]) => [`/${locale}/extranet/contact`, ...steps].join('/')
const options = (who: Partner, topic = 'rates', subtopic = 'restrictions') => who.get(`/api/v1/contact-options?topic=${topic}&subtopic=${subtopic}`, ContactOptions)
const text = async (who: Partner, path: string) => (await who.page(path)).text

test('R11 | GET /api/v1/topics | the ten partner topics in order, each with its scope and subtopics, in the language asked for', async () => {
  const { topics } = await world.visitor.get('/api/v1/topics?door=partner&locale=sv', TopicTree)
  expect(topics.map(({ key }) => key)).toEqual(ten)
  expect(topics.every(({ scope, subtopics }) => scope.length > 20 && subtopics.length >= 3)).toBe(true)
  expect(topics[0]?.name).toBe('Priser och tillgänglighet')
  expect((await world.visitor.get('/api/v1/topics?locale=xx', TopicTree)).topics[0]?.name).toBe('Rates and availability')
  const guest = await world.visitor.get('/api/v1/topics?door=guest&locale=en', TopicTree)
  expect(guest.topics.map(({ key }) => key)).toContain('change-cancel')
})

test('R11 | GET /{locale}/extranet/contact | a topic is chosen, then its subtopic, each at its own address', async () => {
  const topics = await text(ada, contact('sv'))
  for (const key of ten) expect(topics).toContain(`href="${contact('sv', key)}"`)
  const subtopics = await text(ada, contact('sv', 'rates'))
  expect(subtopics).toContain(`href="${contact('sv', 'rates', 'restrictions')}"`)
  expect(subtopics).not.toContain('Skicka meddelande')
  expect((await ada.page(contact('sv', 'nothing'))).status).toBe(404)
})

test('R12 | GET /{locale}/extranet/contact/{topic}/{subtopic} | articles, a live notice and what one can do alone come first, and the way to all options is always there', async () => {
  const notice = await text(priya, contact('en', 'invoices', 'understand-invoice'))
  expect(notice).toContain('Some invoice statements open as an empty page')
  const action = await text(ada, contact('sv', 'reservations', 'no-show'))
  expect(action).toContain('/sv/extranet/actions/mark-no-show')
  const articles = await text(ada, contact('sv', 'rates', 'restrictions'))
  expect(articles).toMatch(/\/sv\/partner\/help\/[\w-]+\/[\w-]+/)
  const { topics } = await world.visitor.get('/api/v1/topics', TopicTree)
  for (const { key, subtopics } of topics) {
    const page = await text(ada, contact('en', key, subtopics[0]?.key ?? ''))
    expect(page).toContain(`href="${contact('en', key, subtopics[0]?.key ?? '', 'options')}"`)
  }
})

test('R12 | GET /{locale}/extranet/contact/{topic}/{subtopic} | what is done in the booking platform is one tap away where its address is set, and not offered where it is not', async () => {
  const at = contact('en', 'rates', 'load-availability')
  const { id: _id, isDemo: _isDemo, ...brand } = await present(world.system)
  expect(await text(ada, at)).not.toContain('platform.example')
  await configure(world.system, { ...brand, platformUrl: 'https://platform.example/manage' })
  expect(await text(ada, at)).toMatch(/<a [^>]*href="https:\/\/platform\.example\/manage\/[^"]+"[^>]*rel="noopener"|<a [^>]*rel="noopener"[^>]*href="https:\/\/platform\.example\/manage\//)
  expect(await text(ada, at)).toContain(`href="${contact('en', 'rates', 'load-availability', 'options')}"`)
  await configure(world.system, brand)
})

test('R13 | GET /api/v1/contact-options | says before the tap when a message is answered, and when the phone is open and how long it waits', async () => {
  expect(await options(ada)).toEqual({
    callFirst: false, message: { answerBy: '2026-05-13T09:00:00.000Z' },
    phone: { number: '+46846500410', open: true, until: '2026-05-12T20:00:00.000Z', opens: null, waitMinutes: 0 },
  })
  expect((await options(ada, 'property-info', 'change-address')).message).toEqual({ answerBy: '2026-05-19T09:00:00.000Z' })
  expect((await options(ada, 'reservations', 'overbooking')).callFirst).toBe(true)
})

test('R13 | GET /{locale}/extranet/contact/{topic}/{subtopic}/options | shows every channel’s state in the reader’s own time', async () => {
  const page = await text(ada, contact('en', 'rates', 'restrictions', 'options'))
  expect(page).toContain('Open until 22:00 your time')
  expect(page).toContain('Answered almost at once')
  expect(page).toMatch(/Answer within 24 hours, by [^<]*13 May[^<]*11:00/)
  const inNewYork = await text(elena, contact('en', 'rates', 'restrictions', 'options'))
  expect(inNewYork).toMatch(/Answer within 24 hours, by [^<]*13 May[^<]*05:00|5:00/)
})

test('R13 | GET /{locale}/extranet/contact/{topic}/{subtopic}/options | nobody at the phones is said, and the wait grows with those who wait', async () => {
  const agents = await world.app.system.db.selectFrom('staff.shift').select('account_id').execute()
  const counted = (waiting: number) => world.app.system.db.insertInto('queue.lane_count').values({ brand_id: world.app.brandId, lane: 2, channel: 'phone', waiting })
    .onConflict((conflict) => conflict.columns(['brand_id', 'lane', 'channel']).doUpdateSet({ waiting })).execute()
  await counted(8)
  expect((await options(ada)).phone?.waitMinutes).toBe(Math.ceil((8 / agents.length) * 6))
  for (const { account_id } of agents) await goOff(world.system, account_id)
  expect((await options(ada)).phone?.waitMinutes).toBeNull()
  expect(await text(ada, contact('en', 'rates', 'restrictions', 'options'))).toContain('Wait not known')
  await counted(0)
})

test('R19 | POST /api/v1/conversations | who lacks a right is told who in the organisation has it', async () => {
  const address = '/api/v1/conversations'
  expect(await nils.refused('POST', address, messageInput())).toEqual({ status: 403, error: 'not_allowed', detail: { missing: 'contact-support', heldBy: ['Ada Lindqvist'] } })
  const money = messageInput({ topic: 'payouts', subtopic: 'bank-details' })
  expect(await jonas.refused('POST', address, money)).toEqual({ status: 403, error: 'not_allowed', detail: { missing: 'finance-cases', heldBy: ['Camille Laurent', 'Priya Raman'] } })
  const end = messageInput({ topic: 'account', subtopic: 'terminate-contract' })
  expect(await jonas.refused('POST', address, end)).toMatchObject({ detail: { missing: 'end-contract', heldBy: ['Priya Raman'] } })
})

test('R19 R12 | GET /{locale}/extranet/contact/{topic}/{subtopic}/options | without the right the answers stay open, the channels are replaced by the colleague’s name', async () => {
  const place = ['rates', 'restrictions'] as const
  expect(await text(nils, contact('en', ...place))).toMatch(/\/en\/partner\/help\//)
  const page = await text(nils, contact('en', ...place, 'options'))
  expect(page).toContain('Ask a colleague who has it: Ada Lindqvist.')
  expect(page).not.toContain(contact('en', ...place, 'message'))
  expect(await nils.page(contact('en', ...place, 'message'))).toMatchObject({ status: 303 })
  expect(await text(nils, contact('en', ...place, 'call'))).not.toContain('tel:')
})

test('a channel that a subtopic does not allow is neither shown nor taken', async () => {
  const topics = (await tree(world.system, 'partner')).map((topic) => ({
    ...topic, subtopics: topic.subtopics.map((subtopic) => (subtopic.key === 'restrictions' ? { ...subtopic, rules: { ...subtopic.rules, channels: ['phone' as const] } } : subtopic)),
  }))
  await publish(world.system, { door: 'partner', topics })
  expect((await options(ada)).message).toBeNull()
  expect(await ada.refused('POST', '/api/v1/conversations', messageInput())).toMatchObject({ status: 403, error: 'not_allowed', detail: { channel: 'message' } })
  expect((await ada.submit(contact('en', 'rates', 'restrictions', 'message'), { submissionId: crypto.randomUUID(), body: 'By another way.' })).status).toBe(403)
  expect((await ada.submit(contact('en', 'rates', 'restrictions', 'call'), { submissionId: crypto.randomUUID() })).status).toBe(303)
})
