import { sendHeld } from '#conversations'
import { actHeld } from '#macros'
import type { App } from './app.ts'
import { systemContext } from './listeners.ts'

const everyMs = 1_000

/** Lets answers leave and saved replies act when their seconds are over. Any number of nodes may do it: each answer leaves under its conversation's lock. */
export const startHeldReplies = (app: App) => {
  if (app.config.role === 'web') return { stop: async () => undefined }
  const running = { now: Promise.resolve() }
  const send = () => sendHeld(systemContext(app)).then(() => actHeld(systemContext(app))).catch((error: unknown) => app.log.error({ err: error }, 'sending held answers'))
  const timer = setInterval(() => {
    running.now = running.now.then(send)
  }, everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await running.now
    },
  }
}
