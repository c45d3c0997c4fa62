import { createServer } from 'node:net'

/** A scanner that speaks clamd's INSTREAM, finds `EICAR` and takes no `GIANT`. */
export const fakeClamd = async () => {
  const serve = () => createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const all = Buffer.concat(chunks)
      if (all.toString('latin1') === 'zPING\0') socket.end('PONG\0')
      else if (all.subarray(-4).equals(Buffer.alloc(4))) socket.end(all.includes('GIANT') ? 'INSTREAM size limit exceeded. ERROR\0' : all.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
    })
  })
  let server = serve()
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  await listen(0)
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return {
    place: `127.0.0.1:${port}`,
    close: () => new Promise<void>((done) => void server.close(() => done())),
    comeBack: () => {
      server = serve()
      return listen(port)
    },
  }
}
