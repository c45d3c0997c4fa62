import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { freePort } from '../message/program.ts'
import { makeGround, until, type Ground } from '../mail/ground.ts'
import type { Line } from '../mail/stage.ts'
import { openProvider, openTelephone, twoBrowsers, type Desk } from './browsers.ts'
import { credentialsOf, needKamailio, startKamailio, type Registrar } from './kamailio.ts'
import type { ProviderPage, Seen } from './page-port.ts'
import { relayTo, type Relay } from './relay.ts'
import { refusedBy } from './sip-door.ts'
import { property } from './scripts.ts'
import { onStage, type Stage } from './stage.ts'

declare const window: { provider: ProviderPage; seen: Seen }

/** Two desks and a provider's end in two browsers, Kamailio between them. */
type Scene = { stage: Stage; registrar: Registrar; relay: Relay; provider: Page; maja: Desk; sofia: Desk; setUps: number[]; lines: Line[] }

/** P7: what agents do with the telephone in their browser, over a real SIP server. */
export const softphone = async ({ calls, say }: { calls: number; say: (line: string) => void }): Promise<Line[]> => {
  needKamailio(say)
  const ground = await makeGround()
  try {
    return await play(ground, { calls, say })
  } finally {
    await ground.clear()
  }
}

const play = async (ground: Ground, { calls, say }: { calls: number; say: (line: string) => void }): Promise<Line[]> => {
  const registrar = { port: await freePort(), domain: 'sip.fjordstay.example', secret: 'shared by the desk and the registrar of a test' }
  await startKamailio(ground, registrar)
  const relay = await relayTo(registrar.port)
  ground.atEnd(relay.cut)
  const [first, second] = await twoBrowsers(ground)
  const own = { provider: null as Page | null, setUps: [] as number[] }
  const dial = async (to: string, id: string) => {
    const { answered, ms, cause } = (await own.provider?.evaluate(([call, address]) => window.provider.dial(call, address), [id, to] as const)) ?? { answered: false, ms: 0, cause: 'no provider' }
    if (answered) own.setUps.push(ms)
    else say(`P7: the agent’s telephone was not reached: ${cause}`)
    return answered ? ('answer' as const) : ('no-answer' as const)
  }
  const options = {
    pickUp: (to: string, id: string) => (to.startsWith('sip:') ? dial(to, id) : ('answer' as const)),
    onEnd: (id: string) => void own.provider?.evaluate((call) => window.provider.hangUp(call), id).catch(() => undefined),
  }
  const env = { VOICE_SIP_URL: `ws://127.0.0.1:${relay.port}`, VOICE_SIP_DOMAIN: registrar.domain, VOICE_SIP_SECRET: registrar.secret }
  return onStage({ dialect: 'jambonz', env, options }, async (stage) => {
    own.provider = await openProvider(second, ground, (id) => {
      const leg = stage.carrier.leg(id)
      if (leg) void stage.carrier.hangUp(leg)
    })
    await own.provider.evaluate((line) => window.provider.start(line), { url: `ws://127.0.0.1:${registrar.port}`, uri: `sip:provider@${registrar.domain}`, ...credentialsOf(registrar, 'provider', new Date(Date.now() + 3_600_000)) })
    const maja = await openTelephone(first, stage.program.base, 'Maja')
    const sofia = await openTelephone(second, stage.program.base, 'Sofia')
    await sofia.onDuty(false)
    const scene: Scene = { stage, registrar, relay, provider: own.provider, maja, sofia, setUps: own.setUps, lines: [] }
    tell(scene, ['registered after the desk has asked for its line, the slower of two', `${Math.max(maja.registeredMs, sofia.registeredMs).toFixed(0)} ms`, '3 s', Math.max(maja.registeredMs, sofia.registeredMs) <= 3_000])
    for (const part of [talk, (all: Scene) => manyCalls(all, calls), direct, passedOn, cutOff, refusals]) {
      const failed = await part(scene).then(() => null, (error: unknown) => (error instanceof Error ? error.message : String(error)))
      if (failed === null) continue
      tell(scene, ['did not come to its end', failed.slice(0, 200).replaceAll(/\s+/g, ' '), '', false])
    }
    return scene.lines
  })
}

const tell = ({ lines }: Scene, [what, found, aim, holds]: readonly [what: string, found: string, aim: string, holds: boolean]) => void lines.push({ criterion: 'P7', what, found, aim, holds })

/** Somebody of a partner rings without a code, and is answered at a desk; gives the caller's end at the carrier. */
const answered = async ({ stage: { carrier, lines }, maja }: Scene) => {
  const caller = await carrier.call({ from: '+34600111222', to: lines.partner })
  await carrier.key(caller, '')
  await carrier.key(caller, property)
  await carrier.say(caller, 'Somebody')
  await maja.press(/^Answer$/)
  await maja.telephone('talking').waitFor()
  await carrier.until(() => caller.room !== null, 15_000)
  const agent = carrier.legs().findLast(({ to }) => to.startsWith('sip:'))
  if (!agent) throw new Error('the agent was not rung')
  await carrier.until(() => agent.room === caller.room, 15_000)
  return { caller, agent }
}

const noted = async (desk: Desk) => {
  await desk.telephone('noting').waitFor()
  await desk.press(/^Done$/)
  await desk.page.locator('.telephone').waitFor({ state: 'detached' })
}

const heard = (page: Page, id: string) => page.evaluate((call) => window.provider.heard(call), id)
const deskHeard = ({ page }: Desk) => page.evaluate(() => window.seen.heard())

/** One call with everything an agent does in it. */
const talk = async (scene: Scene) => {
  const { stage: { carrier }, provider, maja, sofia } = scene
  const { caller, agent } = await answered(scene)
  const [before, deskBefore] = [await heard(provider, agent.id), await deskHeard(maja)]
  await sleep(3_000)
  const [after, deskAfter] = [await heard(provider, agent.id), await deskHeard(maja)]
  const [towards, back] = [deskAfter.received - deskBefore.received, after.received - before.received]
  tell(scene, ['voice in 3 s: packets to the desk and from it, lost, DTLS at both ends', `${towards} and ${back}, ${after.lost} lost, ${after.dtls} and ${deskAfter.dtls}`, '140 each way, 0 lost, connected', towards >= 140 && back >= 140 && after.lost === 0 && after.dtls === 'connected' && deskAfter.dtls === 'connected'])
  await maja.press(/^Mute$/)
  await maja.page.locator('.telephone-held', { hasText: 'Microphone off' }).waitFor()
  await sleep(500)
  const quiet = await heard(provider, agent.id)
  await sleep(1_500)
  const still = await heard(provider, agent.id)
  await maja.press(/^Unmute$/)
  await until('a voice again', async () => (await heard(provider, agent.id)).energy - still.energy > 1e-6, 10_000)
  tell(scene, ['muted in the browser: sound energy that leaves it in 1.5 s, and packets', `${(still.energy - quiet.energy).toExponential(0)}, ${still.received - quiet.received}`, 'none; the line stays', still.energy - quiet.energy < 1e-6 && still.received > quiet.received])
  await maja.press(/^Hold$/)
  await carrier.until(() => caller.paused !== null, 15_000)
  await maja.press(/^Take back$/)
  await carrier.until(() => caller.room !== null, 15_000)
  await maja.press(/^Keypad$/)
  await maja.press(/^4$/)
  await carrier.until(() => caller.pressed === '4' && caller.room !== null, 15_000)
  tell(scene, ['hold, take back, a key for the other end', 'held, back, "4" pressed', 'each', true])
  await sofia.onDuty(true)
  const agentId = new URL(await addressOf(sofia)).pathname.split('@')[0]?.slice(1).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') ?? ''
  const { seat } = (await (await maja.page.request.get('/api/v1/desk/phone')).json()) as { seat: { call: { id: string } } }
  await maja.page.request.post(`/api/v1/desk/calls/${seat.call.id}/ask`, { data: { agentId } })
  await sofia.press(/^Answer$/)
  await maja.page.getByText(/You talk with/).waitFor()
  const asked = carrier.legs().findLast(({ to }) => to.startsWith('sip:'))
  await carrier.until(() => asked?.room !== null && asked?.room === agent.room, 15_000)
  await maja.press(/^Hand over to/)
  await carrier.until(() => caller.room !== null && caller.room === asked?.room && agent.state === 'ended', 15_000)
  await sofia.press(/^End call$/)
  await carrier.until(() => carrier.legs().every(({ state }) => state === 'ended'), 15_000)
  await noted(sofia)
  tell(scene, ['a word with a colleague, handed over, hung up by her', 'caller with her, the first let go, all ended', 'each', true])
  await sofia.onDuty(false)
}

const manyCalls = async (scene: Scene, calls: number) => {
  const { stage: { carrier }, maja, setUps } = scene
  for (let call = 0; call < calls; call++) {
    const { caller } = await answered(scene)
    await carrier.hangUp(caller)
    await noted(maja)
  }
  const sorted = setUps.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Infinity
  tell(scene, [`set up, from INVITE to ACK through Kamailio, ${sorted.length} calls: median, p95`, `${at(0.5).toFixed(0)} ms, ${at(0.95).toFixed(0)} ms`, 'p95 2 s', at(0.95) <= 2_000])
}

const addressOf = async ({ page }: Desk) => {
  const { line } = (await (await page.request.get('/api/v1/desk/phone/line')).json()) as { line: { uri: string } }
  return line.uri
}

/** Somebody dials the agent directly: all by SIP itself. */
const direct = async (scene: Scene) => {
  const { provider, maja } = scene
  const dialling = provider.evaluate(([call, address]) => window.provider.dial(call, address), ['direct', await addressOf(maja)] as const)
  await maja.press(/^Answer$/)
  await dialling
  await maja.press(/^Hold$/)
  await until('held', () => provider.evaluate(() => window.provider.isHeldByOther('direct')), 10_000)
  await maja.press(/^Take back$/)
  await until('taken back', async () => !(await provider.evaluate(() => window.provider.isHeldByOther('direct'))), 10_000)
  await maja.press(/^Keypad$/)
  for (const key of ['1', '#']) await maja.press(new RegExp(`^${key}$`))
  await until('tones', () => maja.page.evaluate(() => window.seen.tones() === '1#'), 10_000)
  await maja.press(/^End call$/)
  await until('ended', () => provider.evaluate(() => window.provider.stateOf('direct') === 'ended'), 10_000)
  tell(scene, ['a direct call: answered, held, taken back, keys 1 and # by RFC 4733, hung up', 'each', 'each', true])
}

/** The same, and the caller is handed on to a colleague by SIP itself after a word; a stranger’s own REFER is not followed. */
const passedOn = async (scene: Scene) => {
  const { provider, maja, sofia } = scene
  const dialling = provider.evaluate(([call, address]) => window.provider.dial(call, address), ['passed', await addressOf(maja)] as const)
  await maja.press(/^Answer$/)
  await dialling
  const followed = await provider.evaluate(() => window.provider.refer('passed', 'sip:stranger@elsewhere.invalid'))
  const stays = await provider.evaluate(() => window.provider.stateOf('passed'))
  await sofia.onDuty(true)
  await maja.press(/^Ask a colleague$/)
  await maja.press(/^Sof/)
  await sofia.press(/^Answer$/)
  await maja.page.getByText(/You are talking with your colleague/).waitFor()
  await maja.press(/^Connect them$/)
  await maja.page.locator('.telephone').waitFor({ state: 'detached' })
  await until('the caller with the colleague', () => provider.evaluate(() => window.provider.followed() === 1 && window.provider.stateOf('passed') === 'talking'), 10_000)
  const before = await heard(provider, 'passed')
  await sleep(1_000)
  const received = (await heard(provider, 'passed')).received - before.received
  await sofia.press(/^End call$/)
  await until('ended', () => provider.evaluate(() => window.provider.stateOf('passed') === 'ended'), 10_000)
  await sofia.onDuty(false)
  tell(scene, ['handed on by REFER with Replaces: packets from the colleague in 1 s; a REFER of the caller’s own', `${received}; ${followed ? 'followed' : 'refused'}, the call ${stays}`, 'a voice; refused, the call stays', received >= 40 && !followed && stays === 'talking'])
}

const cutOff = async (scene: Scene) => {
  const { relay, maja } = scene
  await relay.cut()
  await maja.lineIs('lost')
  await sleep(2_000)
  await relay.mend()
  const began = performance.now()
  await maja.lineIs('ready')
  const ms = performance.now() - began
  const { caller } = await answered(scene)
  await scene.stage.carrier.hangUp(caller)
  await noted(maja)
  tell(scene, ['the WebSocket cut for 2 s: registered again after it is back, and called again', `${(ms / 1_000).toFixed(1)} s`, '10 s', ms <= 10_000])
}

const refusals = async (scene: Scene) => {
  const found = await refusedBy(scene.registrar, new URL(await addressOf(scene.maja)).pathname.split('@')[0] ?? '')
  for (const { what, answers, holds } of found) tell(scene, [what, answers, 'refused', holds])
  const still = await scene.maja.page.locator('[data-line=ready]').count()
  tell(scene, ['the desk’s telephone after all that', still === 1 ? 'ready' : 'not ready', 'ready', still === 1])
}
