/** Runs the supervisor in a process of its own, for tests that need another user, another environment or a violent end. */
import { startEmbedded, type EmbeddedOptions } from './index.ts'

const [, , wish = '{}'] = process.argv
const { umask, ...options }: Omit<EmbeddedOptions, 'say'> & { umask?: number } = JSON.parse(wish)
if (umask !== undefined) process.umask(umask)

const tell = (message: object) => process.send?.(message)

try {
  const embedded = await startEmbedded({ ...options, say: (line) => tell({ said: line }) })
  const { connection, version, clusterDir, startedHere } = embedded
  tell({ started: { connection, version, clusterDir, startedHere } })
  process.on('message', () => {
    embedded.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
} catch (error) {
  tell({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  process.exit(1)
}
