import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { parseYaml } from './content/index.ts'
import { closeAccount, invite, reopenAccount, staffByEmail, type Ctx } from '#identity'
import { inTransaction } from '#platform/postgres'
import { changeDuties, dismiss, Duties, teams } from '#staff'

const help = 'Say what to do: hospes staff import staff.yaml, or hospes staff leave anna@example.com'

const StaffFile = z
  .array(Duties.safeExtend({ email: z.email() }))
  .min(1)
  .refine((people) => new Set(people.map(({ email }) => email.toLowerCase())).size === people.length, { error: 'names an address twice' })
type Person = z.infer<typeof StaffFile>[number]

type Around = { say: (line: string) => void; address: string; withDatabase: (work: (ctx: Ctx) => Promise<void>) => Promise<void> }

/** Brings staff to what a file says of them, all or nothing, or takes leave of one. */
export const staffCommand = async (around: Around, [action, what, ...rest]: string[]): Promise<void> => {
  if (!what || rest.length > 0) throw new Error(help)
  if (action === 'import') return importStaff(around, what)
  if (action === 'leave' && what.includes('@')) return leave(around, what)
  throw new Error(help)
}

const importStaff = async ({ say, address, withDatabase }: Around, file: string) => {
  const text = await readFile(file, 'utf8').catch(() => { throw new Error(`There is no file ${file} that can be read.`) })
  const people = parseYaml(text, file, StaffFile)
  await withDatabase(async (ctx) => {
    await needTeams(ctx, people)
    const said = await inTransaction(ctx, async (tx) => {
      const lines: string[] = []
      for (const person of people) lines.push(await bringToDuties(tx, person, address))
      return lines
    })
    say(said.join('\n'))
  })
}

const bringToDuties = async (ctx: Ctx, { email, ...duties }: Person, address: string): Promise<string> => {
  const known = await staffByEmail(ctx, email)
  if (!known) {
    const { token, expiresAt } = await invite(ctx, { email, role: duties.roles[0] ?? 'agent', duties })
    return `${email}: invited, until ${expiresAt.toISOString()}, once: ${address}/setup/${token}`
  }
  await changeDuties(ctx, known.id, duties)
  if (!known.leftAt) return `${email}: as the file says`
  await reopenAccount(ctx, known.id)
  return `${email}: back; a new password comes by “Forgotten your password?” at ${address}/desk/sign-in`
}

const needTeams = async (ctx: Ctx, people: readonly Person[]) => {
  const known = (await teams(ctx)).map(({ key }) => key)
  const unknown = people.flatMap(({ email, teams: named }) => named.filter((key) => !known.includes(key)).map((key) => `  ${email}: there is no team ${key}`))
  if (unknown.length > 0) throw new Error(['Nothing was changed:', ...unknown, `The teams are ${known.join(', ')}.`].join('\n'))
}

const leave = ({ say, withDatabase }: Around, email: string) =>
  withDatabase(async (ctx) => {
    const known = await staffByEmail(ctx, email)
    if (!known || known.leftAt) throw new Error(`Nobody of staff signs in as ${email}.`)
    await inTransaction(ctx, async (tx) => {
      await closeAccount(tx, known.id)
      await dismiss(tx, known.id)
    })
    say(`${known.name} (${email}) is signed out everywhere and cannot sign in. What waited with them is back in the queue; what they wrote keeps their name.`)
  })
