import { connect } from 'node:net'

export type Greeting = { reached: true; lines: string[] } | { reached: false; detail: string }

const patienceMs = 10_000

/** Speaks SMTP with a server, one line at a time, and says what it answered to each. Nothing is sent. */
export const greet = ({ host, port, commands }: { host: string; port: number; commands: readonly string[] }): Promise<Greeting> =>
  new Promise((resolve) => {
    const socket = connect(port, host)
    const said = { lines: [] as string[], rest: '' }
    const end = (greeting: Greeting) => {
      socket.destroy()
      resolve(greeting)
    }
    socket.setTimeout(patienceMs, () => end({ reached: false, detail: 'it does not answer' }))
    socket.on('error', (error) => end({ reached: false, detail: error.message }))
    socket.on('close', () => end(said.lines.length > 0 ? { reached: true, lines: said.lines } : { reached: false, detail: 'it hung up' }))
    socket.on('data', (chunk: Buffer) => {
      said.rest += chunk.toString('latin1')
      // An answer ends with a line that has a space after its number.
      for (let match = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(said.rest); match; match = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(said.rest)) {
        said.rest = said.rest.slice(match[0].length)
        const next = commands[said.lines.length]
        said.lines.push(match[0].trim())
        if (next === undefined) return end({ reached: true, lines: said.lines })
        socket.write(`${next}\r\n`)
      }
    })
  })
