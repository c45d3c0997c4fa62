import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { DeskPhone } from '#contract/phone'
import { offerWaiting } from '#queue'
import { bookings, startWorld, type Agent } from '#test/world'
import { linesOf } from '#voice'
import { fakeCarrier } from '../../test/fakes/carrier.ts'
import { createPhone } from './phone.ts'

const clock = new Date('2026-11-24T09:30:00Z')
const time = { now: clock }
/** How telephones react: agents' and everybody else's; `never` rings on. */
type Reaction = 'answer' | 'failed' | 'never'
const react = { agent: 'answer' as Reaction, other: 'answer' as Reaction }
const pickUp = (to: string) => {
  const how = to.startsWith('sip:') ? react.agent : react.other
  return how === 'never' ? new Promise<'answer'>((answer) => void (picked.go = () => answer('answer'))) : how
}
const picked = { go: () => {} }
const [twiml, jambonz] = [await fakeCarrier('twiml', { now: () => time.now, pickUp }), await fakeCarrier('jambonz', { now: () => time.now, pickUp })]
const world = await startWorld({ clock, env: twiml.env })
await sql`delete from staff.shift`.execute(world.app.system.db)
const [maja, sofia] = [await world.agent('maja'), await world.agent('sofia')]
const guestLine = (await linesOf(world.system, 'guest')).find(({ key }) => key === 'guest-gb')?.number ?? ''
const onDuty = (agent: Agent, isOn = true) => agent.call('PATCH', '/api/v1/desk/me', { onDuty: isOn })
const phoneOf = (agent: Agent) => agent.get('/api/v1/desk/phone', DeskPhone)
const verb = (agent: Agent, id: string, name: string, body: unknown = {}) => agent.call('POST', `/api/v1/desk/calls/${id}/${name}`, body)
const offered = async (agent: Agent) => {
  await world.settle()
  await offerWaiting(world.system)
  const { ringing } = await phoneOf(agent)
  if (!ringing) throw new Error('nothing is offered')
  return ringing.call
}
// Who was just asked about a call rests for a minute before they are asked again.
const rest = () => world.setNow((time.now = new Date(time.now.getTime() + 61_000)))
const done = (agent: Agent, id: string) => verb(agent, id, 'finish', { outcome: 'solved', note: '', clientId: randomUUID(), callBack: false })

for (const { carrier, api, env, at } of [twiml, jambonz]) {
  const dialect = env.VOICE_PROVIDER
  describe(`a provider that speaks ${dialect}`, () => {
    const speak = () => {
      at(world.base)
      Object.assign(react, { agent: 'answer', other: 'answer' })
      Object.assign(world.app, { phone: () => createPhone(world.app, { dialect, account: 'AC1', secret: env.VOICE_SECRET, publicKey: null, apiUrl: api.url, apiToken: env.VOICE_SECRET, sip: null }) })
    }
    const ringing = (to: string) => carrier.legs().find((leg) => leg.to === to && leg.state === 'ringing')
    const telephone = ({ actor }: Agent) => carrier.legs().find(({ to, state }) => state !== 'ended' && to === `sip:a${actor.id.replaceAll('-', '')}@desk.invalid`)
    const fromBooking = async (key: keyof typeof bookings, from: string) => {
      const leg = await carrier.call({ from, to: guestLine })
      for (const digits of [bookings[key].number, bookings[key].pin]) await carrier.key(leg, digits)
      return leg
    }
    const [own, guest, number] = dialect === 'twiml' ? (['emma', 'paul', '+46701112201'] as const) : (['helen', 'yusuf', '+46701112202'] as const)

    test('R55 R62 | POST /voice/{provider}/event | a telephone that still rings is let go when the agent’s line breaks or they sign out; the promised call keeps its place, is another’s, and its asker’s page says so', async () => {
      speak()
      const leg = await fromBooking(own, number)
      await carrier.key(leg, '1')
      await onDuty(maja)
      const call = await offered(maja)
      const asker = await world.guest(own)
      const page = async () => (await asker.page(`/en/guest/contact/booking-details/other/call-back?conversation=${call.conversationId}`)).text
      const standing = async () => (await sql<{ since: Date; state: string; tries: number; holder: string | null }>`
        select l.since, b.state, b.tries::int as tries, e.claimed_by as holder from queue.live l join voice.callback b using (conversation_id) join queue.entry e using (conversation_id) where conversation_id = ${call.conversationId}`.execute(world.app.system.db)).rows
      const before = await standing()
      react.other = 'never'
      for (const leave of ['breaks', 'signs out'] as const) {
        if (leave === 'signs out') rest()
        const again = await offered(maja)
        expect([again.id, again.callBack]).toEqual([call.id, 'asked'])
        expect((await verb(maja, call.id, 'answer')).status).toBe(200)
        await carrier.until(() => ringing(number) !== undefined && telephone(maja)?.room != null)
        const [rings, late, mine] = [ringing(number), picked.go, telephone(maja)]
        if (!rings || !mine) throw new Error('not rung')
        if (leave === 'breaks') await carrier.hangUp(mine, 'failed')
        else {
          // Nothing can be hung up just then: whoever picks up is not led into an empty room all the same.
          api.state.isDown = true
          await onDuty(maja, false)
          await world.settle()
          api.state.isDown = false
          expect(rings.state).toBe('ringing')
          late()
          await carrier.hangUp(mine)
        }
        await carrier.until(() => rings.state === 'ended' && mine.state === 'ended')
        await world.settle()
        expect(rings.heard).toEqual([])
        expect(await standing()).toEqual(before.map((each) => ({ ...each, holder: null })))
        expect((await phoneOf(maja)).seat).toBeNull()
        const said = await page()
        expect(said).toContain('We call you when it is your turn: you are number 1 in the queue.')
      }
      react.other = 'answer'
      await onDuty(sofia)
      expect((await offered(sofia)).id).toBe(call.id)
      await verb(sofia, call.id, 'answer')
      await carrier.until(() => carrier.legs().some(({ to, isPlaced, question }) => isPlaced && to === number && question !== null))
      const out = carrier.legs().find(({ to, question, isPlaced }) => isPlaced && to === number && question !== null)
      if (!out) throw new Error('not rung')
      await carrier.key(out, '1')
      await carrier.until(() => out.room !== null && out.room === telephone(sofia)?.room)
      await verb(sofia, call.id, 'hang-up')
      await done(sofia, call.id)
      await onDuty(sofia, false)
      await world.settle()
    })

    test('R55 | POST /voice/{provider}/event | the agent’s own line breaks while a colleague is asked, who had left and was asked again: the colleague’s telephone stops ringing, and the caller is led out of the empty room and hears their place again', async () => {
      speak()
      rest()
      await Promise.all([onDuty(maja), onDuty(sofia)])
      const leg = await fromBooking(guest, `${number}9`)
      await world.settle()
      const [first, second] = (await phoneOf(maja)).ringing ? [maja, sofia] : [sofia, maja]
      const call = await offered(first)
      await verb(first, call.id, 'answer')
      await carrier.until(() => leg.room !== null && telephone(first)?.room === leg.room)
      await verb(first, call.id, 'ask', { agentId: second.actor.id })
      await carrier.until(() => leg.paused !== null)
      await verb(second, call.id, 'answer')
      await carrier.until(() => telephone(second)?.room === telephone(first)?.room)
      expect((await verb(second, call.id, 'decline')).status).toBe(200)
      await carrier.until(() => telephone(second) === undefined)
      expect([(await phoneOf(first)).seat?.asked, (await phoneOf(second)).seat, leg.paused !== null]).toEqual([null, null, true])
      await verb(first, call.id, 'ask', { agentId: second.actor.id })
      react.agent = 'never'
      await verb(second, call.id, 'answer')
      await carrier.until(() => telephone(second)?.state === 'ringing')
      const [mine, theirs] = [telephone(first), telephone(second)]
      if (!mine || !theirs) throw new Error('not rung')
      await carrier.hangUp(mine, 'failed')
      await carrier.until(() => theirs.state === 'ended' && leg.question !== null)
      expect([leg.room, leg.heard.at(-1)]).toEqual([null, expect.stringContaining('Press 1')])
      expect([(await phoneOf(first)).seat, (await phoneOf(second)).seat]).toEqual([null, null])
      await carrier.hangUp(leg)
      await Promise.all([onDuty(maja, false), onDuty(sofia, false)])
    })
  })
}
