import { takeCodeFrom, type Ctx } from '#identity'
import { tellOfCode } from './app/code-port.ts'
import type { Config } from './config.ts'

const help = 'Say whose code to turn off: hospes sign-in-code off anna@example.com, with --partner for somebody of a partner'

type Around = { ctx: Ctx; config: Readonly<Config>; secret: string }

/** Turns off the sign-in code of somebody who has neither phone nor recovery code, signs them out and tells them by mail. */
export const signInCode = async ({ ctx, config, secret }: Around, [action, email, ...rest]: string[]): Promise<string> => {
  const isPartner = rest.includes('--partner')
  if (action !== 'off' || !email?.includes('@') || rest.some((word) => word !== '--partner')) throw new Error(help)
  const side = isPartner ? 'partner' : 'agent'
  const owner = await takeCodeFrom(ctx, { kind: side, email })
  if (!owner) throw new Error(`Nobody of ${isPartner ? 'a partner' : 'staff'} signs in as ${email} with a code.${isPartner ? '' : ' For somebody of a partner add --partner.'}`)
  const post = { db: ctx.db, brandId: ctx.actor.brandId, now: ctx.now, log: ctx.log, config, secret, publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`, takesMail: takesMail(config) }
  await tellOfCode(post, { side, to: owner.email, name: owner.name, locale: owner.locale }, 'off')
  return `The code of ${owner.name} (${owner.email}) is off: the password alone signs in. They are signed out everywhere and told by mail.`
}

const takesMail = ({ mail }: Readonly<Config>) => mail.listen.port > 0 || mail.mailboxes.length > 0
