import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createLog } from '#platform'
import { commands } from './commands.ts'
import { readConfig } from './config.ts'

const rootOf = (folder: string): string => (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'content')) ? folder : rootOf(dirname(folder)))

const main = async ([name = 'start', ...args]: string[]) => {
  const command = commands[name]
  if (!command) {
    console.log(['hospes COMMAND', '', ...Object.entries(commands).map(([word, { about }]) => `  ${word.padEnd(10)} ${about}`)].join('\n'))
    process.exitCode = name === 'help' ? 0 : 1
    return
  }
  const config = readConfig()
  await command.run({ config, root: rootOf(import.meta.dirname), log: createLog(config.logLevel), say: (line) => console.log(line), now: () => new Date() }, args)
}

// The last resort: what nothing else caught is written down, and the process stays up.
process.on('uncaughtException', (error) => console.error('unexpected:', error))
process.on('unhandledRejection', (error) => console.error('unexpected:', error))

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
