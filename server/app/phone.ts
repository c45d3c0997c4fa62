import { createHmac } from 'node:crypto'
import { systemActor } from '#identity'
import { Refusal } from '#kernel'
import { isDatabaseDown } from '#platform/postgres'
import { connectTaken, leaveTelephone, makeUp, payOwed, placeDueCallBacks, providerOf, FaultEntry, type Phone } from '#voice'
import type { Config } from '../config.ts'
import type { App } from './app.ts'
import { contextOf } from './request.ts'

export type PhoneConfig = NonNullable<Config['voice']>

/** Beside this program, in the demo world: `hospes call-sim` answers there. */
export const simulatorPort = (port: number): number => port + 1

/** Without a provider the demo world has the simulator's, so that anybody can ring its desk. */
export const phoneConfig = (config: Config, { isDemo, secret, port }: { isDemo: boolean; secret: string; port: number }): PhoneConfig | null => {
  if (config.voice) return config.voice
  if (!isDemo || config.publicUrl !== null) return null
  const simulated = simulatorSecret(secret)
  return { dialect: 'twiml', account: 'simulator', secret: simulated, publicKey: null, apiUrl: `http://127.0.0.1:${simulatorPort(port)}`, apiToken: simulated, sip: null }
}

export const simulatorSecret = (secret: string): string => createHmac('sha256', secret).update('voice-simulator').digest('base64url')

/** The telephone as verbs get it; made when it is asked for, since the port is known only then. */
export const createPhone = (app: App, config: PhoneConfig): Phone => {
  const { dialect, sip, ...settings } = config
  return {
    provider: providerOf(dialect, settings),
    secret: app.secret,
    publicUrl: app.publicUrl(),
    agentAddress: (agentId) => sipAddress(sip, agentId) ?? `sip:${sipUser(agentId)}@desk.invalid`,
    demoOpen: app.brandIsDemo && app.config.publicUrl === null,
  }
}

const sipUser = (agentId: string) => `a${agentId.replaceAll('-', '')}`

const credentialsSeconds = 600

/** What the telephone in the browser registers with: a user and password that stand for this agent and nobody else, for ten minutes. */
export const softphoneLine = (app: App, agentId: string) => {
  const sip = app.config.voice?.sip
  if (!sip) return null
  const until = Math.floor(app.now().getTime() / 1_000) + credentialsSeconds
  const user = `${until}:${sipUser(agentId)}`
  return { url: sip.url, uri: sipAddress(sip, agentId) ?? '', user, password: sipPassword(sip.secret, user), until: new Date(until * 1_000).toISOString() }
}

export const sipAddress = (sip: NonNullable<Config['voice']>['sip'] | undefined, agentId: string): string | null => (sip ? `sip:${sipUser(agentId)}@${sip.domain}` : null)

/** The registrar works out the same from the shared secret, as servers with ephemeral credentials do; see docs/operate/phone.md. */
const sipPassword = (secret: string, user: string): string => createHmac('sha256', secret).update(user).digest('base64')

/** Promised calls whose time has come stand in the queue. */
export const workPhone = async (app: App): Promise<void> => {
  if (app.phone) await placeDueCallBacks(contextOf(app, systemActor(app.brandId)))
}

/** Whoever took a conversation from the list while its asker waits on the line is connected with them. */
export const connectPhones = async (app: App, conversationIds: readonly string[]): Promise<void> => {
  if (!app.phone) return
  for (const id of conversationIds) {
    await connectTaken(contextOf(app, systemActor(app.brandId)), app.phone(), id).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  }
}

/** Whoever has left leaves nobody's telephone ringing. */
export const leavePhones = async (app: App, agentIds: readonly string[]): Promise<void> => {
  if (!app.phone) return
  for (const id of agentIds) await leaveTelephone(contextOf(app, systemActor(app.brandId)), app.phone(), id)
}

/** What the provider could not be told just then. */
export const tellProviderAgain = async (app: App): Promise<void> => {
  if (app.phone) await payOwed(contextOf(app, systemActor(app.brandId)), app.phone())
}

/** What callers were promised while nothing could be stored. */
export const makeUpForFaults = async (app: App): Promise<number> =>
  app.phone ? app.voiceSpool.drain(async (entry) => {
    const known = FaultEntry.safeParse(entry).data
    const phone = app.phone?.()
    if (!known || !phone) return
    const made = () => makeUp(contextOf(app, systemActor(app.brandId)), phone, known)
    await made().catch(made).catch(async (error: unknown) => {
      if (isDatabaseDown(error)) throw error
      app.log.error({ err: error }, 'what a caller was promised cannot be done; it is kept in voice-spool.aside')
      await app.voiceSpool.setAside(entry)
    })
  }) : 0
