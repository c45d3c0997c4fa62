import { freePort } from '../message/program.ts'
import { startDovecot, type Dovecot } from './dovecot.ts'
import { makeGround, type Ground } from './ground.ts'
import { startNames, type Names } from './names.ts'
import { startPostfix, type Postfix } from './postfix.ts'
import { makeProduct, type Product } from './product.ts'

export type Options = {
  /** Minutes of steady mail (E6), and for which the smarthost is away (E13). */
  minutes: number
  down: number
  /** A folder of mails (E4); those of the tests when it is unset. */
  corpus: string | null
  say: (line: string) => void
}
/** What was asked of it, what was found, and whether that is enough. */
export type Line = { criterion: string; what: string; found: string; aim: string; holds: boolean }
export type Case = (stage: Stage, options: Options) => Promise<Line[]>

/** The whole way of a mail: a name server, Postfix, Dovecot, and the product between them. */
export type Stage = { ground: Ground; names: Names; postfix: Postfix; dovecot: Dovecot; product: Product }

export const makeStage = async (): Promise<Stage> => {
  const ground = await makeGround()
  try {
    const [http, lmtp, smtp] = [await freePort(), await freePort(), await freePort()]
    const names = await startNames(ground)
    const dovecot = await startDovecot(ground, smtp)
    const postfix = await startPostfix(ground, { port: smtp, product: lmtp, dovecot: dovecot.lmtp })
    const product = await makeProduct(ground, { ports: { http, lmtp }, names, smtp })
    await product.start()
    return { ground, names, postfix, dovecot, product }
  } catch (error) {
    await ground.clear()
    throw error
  }
}
