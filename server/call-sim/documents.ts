/** What the simulated carrier makes of the product's answer: one instruction after the other. */
export type Instruction =
  | { do: 'say'; text: string }
  | { do: 'gather'; address: string; prompts: string[]; digits: number; seconds: number; speech: boolean }
  | { do: 'pause'; seconds: number }
  | { do: 'go'; address: string }
  | { do: 'meet'; room: string; muted: boolean }
  | { do: 'keys'; digits: string }
  | { do: 'hang-up' }

/** Reads TwiML; throws what is none. */
export const readTwiml = (text: string): Instruction[] => {
  const inner = /^<\?xml version="1\.0" encoding="UTF-8"\?><Response>(.*)<\/Response>$/s.exec(text)?.[1]
  if (inner === undefined) throw new Error(`no TwiML: ${text.slice(0, 80)}`)
  const found = [...inner.matchAll(/<Say language="[\w-]+">([^<>]*)<\/Say>|<Gather ([^<>]*)>((?:<Say language="[\w-]+">[^<>]*<\/Say>)*)<\/Gather>|<Pause length="(\d+)"\/>|<Redirect method="POST">([^<>]*)<\/Redirect>|<Dial><Conference ([^<>]*)>([^<>]*)<\/Conference><\/Dial>|<Play digits="([\d*#]+)"\/>|<Hangup\/>/g)]
  if (found.map(([all]) => all).join('') !== inner) throw new Error(`not only what is known: ${inner}`)
  return found.map(([, said, gather, prompts, pause, go, conference, room, keys]): Instruction => {
    if (said !== undefined) return { do: 'say', text: plain(said) }
    if (gather !== undefined) return { do: 'gather', address: plain(attribute(gather, 'action')), digits: Number(attribute(gather, 'numDigits')), seconds: Number(attribute(gather, 'timeout')), speech: attribute(gather, 'input').includes('speech'), prompts: [...(prompts ?? '').matchAll(/<Say [^<>]*>([^<>]*)<\/Say>/g)].map(([, words]) => plain(words ?? '')) }
    if (pause !== undefined) return { do: 'pause', seconds: Number(pause) }
    if (go !== undefined) return { do: 'go', address: plain(go) }
    if (keys !== undefined) return { do: 'keys', digits: keys }
    return conference === undefined ? { do: 'hang-up' } : { do: 'meet', room: plain(room ?? ''), muted: attribute(conference, 'muted') === 'true' }
  })
}

const attribute = (text: string, name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text)?.[1] ?? ''
const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')

type JsonVerb = { verb: string; text?: string; actionHook?: string; maxDigits?: number; timeout?: number; input?: string[]; say?: { text: string }; length?: number; name?: string; joinMuted?: boolean; dtmf?: string }

/** Reads jambonz verbs; throws what it does not know. */
export const readVerbs = (text: string): Instruction[] =>
  (JSON.parse(text) as JsonVerb[]).map((verb): Instruction => {
    switch (verb.verb) {
      case 'say': return { do: 'say', text: verb.text ?? '' }
      case 'gather': return { do: 'gather', address: verb.actionHook ?? '', prompts: verb.say ? [verb.say.text] : [], digits: verb.maxDigits ?? 0, seconds: verb.timeout ?? 0, speech: verb.input?.includes('speech') ?? false }
      case 'pause': return { do: 'pause', seconds: verb.length ?? 0 }
      case 'redirect': return { do: 'go', address: verb.actionHook ?? '' }
      case 'conference': return { do: 'meet', room: verb.name ?? '', muted: verb.joinMuted ?? false }
      case 'dtmf': return { do: 'keys', digits: verb.dtmf ?? '' }
      case 'hangup': return { do: 'hang-up' }
      default: throw new Error(`unknown verb ${verb.verb}`)
    }
  })
