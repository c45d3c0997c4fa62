import { createServer } from 'node:net'

/** A scanner that speaks clamd's INSTREAM and finds `EICAR`. */
export const fakeClamd = async () => {
  const server = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const all = Buffer.concat(chunks)
      if (all.toString('latin1') === 'zPING\0') socket.end('PONG\0')
      else if (all.subarray(-4).equals(Buffer.alloc(4))) socket.end(all.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return { place: `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`, close: () => new Promise<void>((done) => void server.close(() => done())) }
}
