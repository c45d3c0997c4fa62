import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { simulatorPort, simulatorSecret } from '../app/phone.ts'
import type { Boot } from '../boot.ts'
import { readContent } from '../content/index.ts'
import { secretOf } from '../secret.ts'
import { serveCarrier } from './carrier-api.ts'
import { createCarrier, type Carrier, type Leg } from './carrier.ts'

const lookEveryMs = 200
const over = 'the call is over: wait here to be called back, or type bye'
const help = ['  digits       keys, as in 482913', '  enter        nothing, or the hash key', '  say WORDS    speak', '  drop         the line breaks', '  bye          hang up']

// What somebody needs who has never done it: where it rings, and where a code comes from.
const whereabouts = (base: string) => [
  `Answer at ${base}/desk as Maja, with the switch "On duty" on. For a caller code open ${base}/en/extranet/contact as Ada, choose a topic, then Call.`,
  `Everybody of the demo world signs in at ${base}/demo.`,
]

/** Rings the desk of the demo world beside this program, without any carrier: what is heard is written, what is typed is keyed. */
export const callSim = async (boot: Boot, [wanted = 'partner', from = '+46701234567']: string[]): Promise<void> => {
  const { config, say, now } = boot
  const { lines } = await readContent(join(boot.root, 'content'))
  const line = lines.find(({ key, number }) => key === wanted || number === wanted) ?? lines.find(({ door, kind }) => door === wanted && kind === 'round-the-clock')
  if (!line) throw new Error(`Say which line: partner, guest, or one of\n${lines.map(({ key, number }) => `  ${key.padEnd(24)} ${number}`).join('\n')}`)
  const secret = simulatorSecret(await secretOf(config))
  const carrier = createCarrier({ dialect: 'twiml', account: 'simulator', secret, now, product: () => `http://${config.host}:${config.port}` })
  const port = simulatorPort(config.port)
  const api = await serveCarrier(carrier, { dialect: 'twiml', port, token: secret }).catch((error: unknown) => {
    throw new Error(`Port ${port} is taken (${error instanceof Error ? error.message : 'no reason given'}): another call-sim is running. End it there with bye first.`)
  })
  say([...whereabouts(`http://${config.host}:${config.port}`), `Ringing ${line.key}, ${line.number}, from ${from}. Type, then Enter:`, ...help, ''].join('\n'))
  await carrier.call({ from, to: line.number }).catch(async (error: unknown) => {
    await api.close()
    throw new Error(`The demo desk does not answer (${error instanceof Error ? error.message : 'no answer'}). Start it first: npm start, with its demo world.`)
  })
  const listening = listen(carrier, say)
  const typing = createInterface({ input: process.stdin })
  // Who leaves by Ctrl-C hangs up too: else the desk would believe in a caller who is gone.
  process.once('SIGINT', () => void act(carrier, 'bye').finally(() => typing.close()))
  for await (const typed of typing) if (!(await act(carrier, typed.trim()))) break
  clearInterval(listening)
  typing.close()
  await api.close()
}

const isCaller = ({ to }: Leg) => !to.startsWith('sip:')
const currentLeg = (carrier: Carrier) => carrier.legs().filter(isCaller).findLast(({ state }) => state !== 'ended')

const act = async (carrier: Carrier, typed: string): Promise<boolean> => {
  const leg = currentLeg(carrier)
  if (typed === 'bye') {
    if (leg) await carrier.hangUp(leg)
    return false
  }
  if (leg && typed === 'drop') await carrier.hangUp(leg, 'failed')
  else if (leg && typed.startsWith('say ')) await carrier.say(leg, typed.slice(4))
  else if (leg) await carrier.key(leg, typed.replaceAll(/\D/g, ''))
  return true
}

// Writes what is new of every call of ours, and lets the time of a question pass when nobody keys anything.
const listen = (carrier: Carrier, say: Boot['say']) => {
  const written = new Map<string, number>()
  const asked = new Map<string, number>()
  const states = new Map<string, string>()
  return setInterval(() => {
    for (const leg of carrier.legs().filter(isCaller)) {
      for (const text of leg.heard.slice(written.get(leg.id) ?? 0)) say(`« ${text}`)
      written.set(leg.id, leg.heard.length)
      const state = leg.room ? 'talking with the desk' : leg.state === 'ended' ? over : leg.paused ? 'on hold' : ''
      if (state && states.get(leg.id) !== state) say(`  (${state}${leg.isPlaced && state !== over ? ', they have called back' : ''})`)
      states.set(leg.id, state)
      const wait = leg.question?.seconds ?? leg.paused?.seconds
      const since = asked.get(leg.id) ?? Date.now()
      if (wait === undefined || written.get(`${leg.id} at`) !== leg.heard.length) {
        written.set(`${leg.id} at`, leg.heard.length)
        asked.set(leg.id, Date.now())
      } else if (Date.now() - since > wait * 1_000) {
        asked.set(leg.id, Date.now())
        void carrier.wait(leg).catch(() => undefined)
      }
    }
  }, lookEveryMs)
}
