import { z } from 'zod'
import { sessionHash, systemActor, type NewSession } from '#identity'
import type { FactJob, Listener } from '#platform/jobs'
import { createOutward } from '#platform/http'
import { aboutNotice, deliverDue, keyPair, passDevices, webSender, withdraw, writePushes, type PushServices, type Sender } from '#push'
import type { Config } from '../config.ts'
import type { App } from './app.ts'
import { notSaidInChat } from './chat.ts'
import { contextOf, visitorContext } from './request.ts'

export const pushServices = ({ pushHosts, privateHosts }: Pick<Config, 'pushHosts' | 'privateHosts'>): PushServices => ({ hosts: pushHosts, privateHosts })

/** The way to people's devices: straight to the push services of their browsers, under our own key. */
export const pushWay = (config: Readonly<Config>, app: () => App): Sender | null =>
  config.pushHosts.length === 0 ? null : webSender({
    ...pushServices(config),
    call: createOutward({ privateHosts: config.privateHosts }),
    // Push services write there when something is wrong with what we send.
    subject: () => (app().publicUrl().startsWith('https:') ? app().publicUrl() : `mailto:${config.mailFrom}`),
    keyPair: (publicKey) => keyPair(systemContext(app()), app().secret, publicKey),
  })

const systemContext = (app: App) => contextOf(app, systemActor(app.brandId))

const Queued = z.object({ seconds: z.array(z.int().min(0)) })
const Resolved = z.object({ key: z.string() })

/** What people's devices are told of, and when it is sent. */
export const pushListeners = (app: () => App): Listener[] => [
  {
    name: 'push.write',
    facts: ['reply.written', 'promise.moved', 'conversation.closing-announced', 'conversation.closed', 'correspondence.written', 'notice.announced'],
    run: async (facts) => (app().push === null ? undefined : writePushes(systemContext(app()), await notSaidInChat(systemContext(app()), facts))),
  },
  {
    name: 'push.withdraw',
    facts: ['notice.resolved'],
    run: async (facts) => {
      for (const { payload } of facts) await withdraw(systemContext(app()), aboutNotice(Resolved.parse(payload).key))
    },
  },
  {
    name: 'push.deliver',
    facts: ['push.queued'],
    later: ({ brandId, payload }: FactJob) => Queued.parse(payload).seconds.map((seconds) => ({ conversationId: brandId, seconds })),
    run: () => deliverPushes(app()),
  },
]

export const deliverPushes = async (app: App): Promise<void> => {
  if (app.push) await deliverDue(systemContext(app), app.push)
}

/** Who signs in again in the same browser goes on being notified there. */
export const takeDevicesAlong = (app: App, before: string, { token, actor }: NewSession): Promise<unknown> =>
  passDevices(visitorContext(app), sessionHash(before), { sessionHash: sessionHash(token), accountId: actor.id })
