import { randomUUID } from 'node:crypto'
import { readTwiml, readVerbs, type Instruction } from './documents.ts'
import { webhookOf, type Identity, type Status, type Telling, type Webhook } from './webhooks.ts'

export type CarrierOptions = Identity & {
  /** Where the product answers; read when a call begins. */
  product: () => string
  /** How somebody reacts who is called: at once, or not at all. */
  pickUp?: (to: string, legId: string) => Reaction | Promise<Reaction>
  /** The product has hung up, or the other end: whoever rings real telephones lets theirs go. */
  onEnd?: (legId: string) => void
  /** Passes events on; without it each goes out once, at once. */
  deliver?: (send: () => Promise<void>) => Promise<void>
  /** Tells every question twice at the same time, as after a time-out; what comes back first is what is played. */
  tellsTwice?: boolean
}

type Reaction = 'answer' | 'busy' | 'no-answer' | 'failed'

/** One end of a call at the carrier. */
export type Leg = {
  id: string
  from: string
  to: string
  isPlaced: boolean
  state: 'ringing' | 'talking' | 'ended'
  /** Everything the product has said into it. */
  heard: string[]
  room: string | null
  /** Whether the room does not hear it; and the keys the product has pressed for it. */
  isMuted: boolean
  pressed: string
  /** The question it stands at. */
  question: Extract<Instruction, { do: 'gather' }> | null
  paused: { seconds: number; rest: Instruction[] } | null
}

export type Carrier = ReturnType<typeof createCarrier>

type Exchange = { options: CarrierOptions; legs: Map<string, Leg>; eventAddresses: Map<string, string>; sequences: Map<string, number>; watchers: Set<() => void> }

/** A telephony provider without telephones: legs that do what the product tells them, and tell what happens to them. */
export const createCarrier = (options: CarrierOptions) => {
  const x: Exchange = { options, legs: new Map(), eventAddresses: new Map(), sequences: new Map(), watchers: new Set() }
  return {
    legs: () => [...x.legs.values()],
    leg: (id: string) => x.legs.get(id),
    /** Somebody calls a number of the product. */
    call: async ({ from, to }: { from: string; to: string }): Promise<Leg> => {
      const leg = add(x, { from, to, isPlaced: false })
      leg.state = 'talking'
      await tell(x, leg, 'ringing')
      await ask(x, leg, { url: `${options.product()}/voice/${options.dialect}/answer` })
      await tell(x, leg, 'in-progress')
      return leg
    },
    /** Keys, or nothing: as long as the question waits. */
    key: async (leg: Leg, digits: string) => (leg.question ? ask(x, leg, { url: leg.question.address, digits }) : undefined),
    say: async (leg: Leg, speech: string) => (leg.question ? ask(x, leg, { url: leg.question.address, speech }) : undefined),
    /** The pause is over, or the question's time. */
    wait: async (leg: Leg) => {
      if (leg.question) return ask(x, leg, { url: leg.question.address, digits: '' })
      if (leg.paused) return follow(x, leg, leg.paused.rest)
    },
    hangUp: (leg: Leg, how: 'completed' | 'failed' = 'completed') => end(x, leg, how),
    /** What the product asks of the carrier. */
    place: (order: { to: string; from: string; answerAddress: string; eventAddress: string }): Leg => {
      const leg = add(x, { from: order.from, to: order.to, isPlaced: true })
      x.eventAddresses.set(leg.id, order.eventAddress)
      setImmediate(() => void rung(x, leg, order.answerAddress).catch(() => end(x, leg, 'failed')))
      return leg
    },
    redirect: (leg: Leg, address: string) => void setImmediate(() => void ask(x, leg, { url: address }).catch(() => end(x, leg, 'failed'))),
    /** When something is as it should be, or at the latest after so many milliseconds. */
    until: (holds: () => boolean, withinMs = 8_000) => until(x, holds, withinMs),
  }
}

const add = (x: Exchange, leg: Pick<Leg, 'from' | 'to' | 'isPlaced'>): Leg => {
  const made: Leg = { ...leg, id: `CA${randomUUID().replaceAll('-', '')}`, state: 'ringing', heard: [], room: null, isMuted: false, pressed: '', question: null, paused: null }
  x.legs.set(made.id, made)
  return made
}

const tellingOf = (x: Exchange, leg: Leg, status: Status): Telling => {
  const sequence = (x.sequences.get(leg.id) ?? -1) + 1
  x.sequences.set(leg.id, sequence)
  return { legId: leg.id, from: leg.from, to: leg.to, status, sequence, isPlaced: leg.isPlaced }
}

const post = ({ url, body, headers }: Webhook) => fetch(url, { method: 'POST', body, headers })

const tell = async (x: Exchange, leg: Leg, status: Status) => {
  const { options } = x
  const url = x.eventAddresses.get(leg.id) ?? `${options.product()}/voice/${options.dialect}/event`
  const webhook = webhookOf(options, url, tellingOf(x, leg, status))
  const send = async () => void (await post(webhook))
  await (options.deliver ? options.deliver(send) : send())
}

const ask = async (x: Exchange, leg: Leg, { url, ...more }: { url: string; digits?: string; speech?: string }) => {
  const webhook = webhookOf(x.options, url, { ...tellingOf(x, leg, 'in-progress'), ...more })
  const [response] = await Promise.all([post(webhook), ...(x.options.tellsTwice ? [post(webhook).then((again) => again.arrayBuffer())] : [])])
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  await follow(x, leg, x.options.dialect === 'twiml' ? readTwiml(text) : readVerbs(text))
}

const follow = async (x: Exchange, leg: Leg, instructions: Instruction[]): Promise<void> => {
  Object.assign(leg, { question: null, room: null, paused: null })
  for (const [index, step] of instructions.entries()) {
    if (leg.state === 'ended') return
    if (step.do === 'say') leg.heard.push(step.text)
    if (step.do === 'gather') {
      leg.heard.push(...step.prompts)
      leg.question = step
      break
    }
    if (step.do === 'pause') {
      leg.paused = { seconds: step.seconds, rest: instructions.slice(index + 1) }
      break
    }
    if (step.do === 'go') return ask(x, leg, { url: step.address })
    if (step.do === 'keys') leg.pressed += step.digits
    if (step.do === 'meet') {
      Object.assign(leg, { room: step.room, isMuted: step.muted })
      break
    }
    if (step.do === 'hang-up') return end(x, leg)
  }
  changed(x)
}

const end = async (x: Exchange, leg: Leg, status: Status = 'completed') => {
  if (leg.state === 'ended') return
  Object.assign(leg, { state: 'ended', question: null, room: null, paused: null })
  changed(x)
  x.options.onEnd?.(leg.id)
  await tell(x, leg, status)
}

// Asked again because it may have ended while the telephone rang.
const isOver = ({ state }: Leg): boolean => state === 'ended'

const rung = async (x: Exchange, leg: Leg, answerAddress: string) => {
  await tell(x, leg, 'ringing')
  const reaction = (await x.options.pickUp?.(leg.to, leg.id)) ?? 'answer'
  if (isOver(leg)) return
  if (reaction !== 'answer') return end(x, leg, reaction)
  leg.state = 'talking'
  await tell(x, leg, 'in-progress')
  await ask(x, leg, { url: answerAddress })
}

const changed = (x: Exchange) => x.watchers.forEach((watcher) => watcher())

const until = (x: Exchange, holds: () => boolean, withinMs: number) => {
  // Made here, so that its trace leads to who waited.
  const tooLate = new Error('it did not come to that on the telephone')
  return new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      x.watchers.delete(look)
    }
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const timer = setTimeout(() => {
      stop()
      reject(tooLate)
    }, withinMs)
    x.watchers.add(look)
    look()
  })
}
