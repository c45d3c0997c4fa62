import { parseArgs } from 'node:util'

export type Options = {
  /** How many conversations each database holds. */
  sizes: number[]
  /** How often each measurement is repeated; the others of its group come between. */
  rounds: number
  /** Bounds of one measurement: it ends with whichever comes first. */
  seconds: number
  most: number
  /** Clients at the same time. */
  clients: number
  /** Where message.md and message.json are written. */
  folder: string
}

export const readOptions = (args: string[], folder: string): Options => {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '1000,100000,1000000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      most: { type: 'string', default: '20000' },
      clients: { type: 'string', default: '16' },
      folder: { type: 'string', default: folder },
    },
  })
  return {
    sizes: values.sizes.split(',').map(Number), rounds: Number(values.rounds), seconds: Number(values.seconds), most: Number(values.most),
    clients: Number(values.clients), folder: values.folder,
  }
}
