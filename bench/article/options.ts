import { parseArgs } from 'node:util'

export type Options = {
  articles: number
  /** Addresses asked for in turn, drawn from all articles and languages. */
  addresses: number
  /** Each figure is the median of so many rounds; what is compared takes turns within a round. */
  rounds: number
  /** How long one measurement lasts. */
  seconds: number
  /** Requests a second of the steady load. */
  rate: number
  /** Connections at once when as much is asked for as is answered. */
  connections: number
  /** Measures MediaWiki of the distribution beside it, installing what is missing. */
  peer: boolean
  lighthouse: boolean
  /** Records where the processor's time goes. */
  profile: boolean
  /** Where article.md and article.json are written. */
  folder: string
}

export const readOptions = (args: string[], folder: string): Options => {
  const { values } = parseArgs({
    args,
    options: {
      articles: { type: 'string', default: '20000' },
      addresses: { type: 'string', default: '4000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      rate: { type: 'string', default: '200' },
      connections: { type: 'string', default: '8' },
      peer: { type: 'boolean', default: false },
      lighthouse: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      folder: { type: 'string', default: folder },
    },
  })
  const { peer, lighthouse, profile } = values
  const numbers = { articles: Number(values.articles), addresses: Number(values.addresses), rounds: Number(values.rounds), seconds: Number(values.seconds), rate: Number(values.rate), connections: Number(values.connections) }
  return { ...numbers, peer, lighthouse, profile, folder: values.folder }
}
