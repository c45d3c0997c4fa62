import { demoPeople, systemActor, type Ctx } from '#identity'
import { present } from '#brand'
import type { Boot } from './boot.ts'
import type { Running } from './app/compose.ts'

/** Prints where everything is and, in the demo world, who can sign in. */
export const welcome = async ({ say, config }: Boot, { app }: Running, port: number): Promise<void> => {
  const ctx: Ctx = { db: app.db, actor: systemActor(app.brandId), now: app.now, log: app.log }
  const brand = await present(ctx)
  const base = config.publicUrl ?? `http://${config.host}:${port}`
  say([
    '',
    `Hospes for ${brand.name}`,
    '',
    `  Partner help   ${base}/en/partner/help`,
    `  Extranet       ${base}/en/extranet/inbox`,
    `  Guest help     ${base}/en/guest`,
    `  Staff's desk   ${base}/desk`,
    `  API            ${base}/api/v1/openapi.json`,
  ].join('\n'))
  if (!brand.isDemo) return say(`\nNo admin yet? node bin/hospes admin invite you@example.com\n`)
  if (config.publicUrl) return say('\nThe demo world lives here and nobody of it can sign in while PUBLIC_URL is set: node bin/hospes demo remove takes it away.\n')
  const people = await demoPeople(ctx)
  const rows = people.map(({ kind, email, name }) => `  ${kind === 'agent' ? 'staff  ' : 'partner'}  ${email.padEnd(34)} ${name}`)
  say([
    `  Demo           ${base}/demo   one button per person, the tour, and every mail`,
    '',
    'Sign-ins of the demo world, password hospes-demo:',
    ...rows,
    '',
    'Ctrl-C stops.',
    '',
  ].join('\n'))
}
