import { setTimeout as sleep } from 'node:timers/promises'
import { ada, answerAs, maja, signIn } from '../desk.ts'
import { until } from '../ground.ts'
import { domains } from '../names.ts'
import { ourAddresses } from '../product.ts'
import { countOf, senderTo, tokenOf } from '../sending.ts'
import type { Case } from '../stage.ts'

/** E7: a mailbox that answers by itself, and two addresses of our own that write to each other. */
export const loops: Case = async ({ product, dovecot, postfix }) => {
  await product.kill()
  await product.start()
  const box = ada.email
  await dovecot.away(box)
  const before = (await dovecot.mails(box)).length
  const sender = senderTo({ port: postfix.port })
  await sender.send({ token: tokenOf('E7', 0), from: box, to: ourAddresses.partners })
  await until('the mail taken in', async () => (await countOf(product, 'E7')).distinctEntries === 1 && (await countOf(product, 'E7')).open === 0)
  const [opened] = await product.query<{ conversation_id: string }>(`select conversation_id from postbox.arrival where subject like $1`, [`%${tokenOf('E7', 0)}%`])
  await answerAs(await signIn(product, maja), opened?.conversation_id ?? '', 'We have looked into it.')
  // The confirmation, the answer, and time for whatever they set off.
  await until('confirmation and answer in the mailbox', async () => (await dovecot.mails(box)).length >= before + 2, 120_000)
  await until('the absence told', async () => Number((await product.query<{ n: string }>(`select count(*) as n from postbox.arrival where outcome = 'automatic' and conversation_id = $1`, [opened?.conversation_id]))[0]?.n) > 0, 60_000).catch(() => undefined)
  const quiet = async () => {
    const seen = (await dovecot.mails(box)).length
    await sleep(5_000)
    return (await dovecot.mails(box)).length === seen
  }
  await until('nothing more comes', quiet)
  const [ours] = await product.query<{ n: string }>(`select count(*) as n from email.outgoing where conversation_id = $1 and kind <> 'answer'`, [opened?.conversation_id])
  const [theirs] = await product.query<{ n: string }>(`select count(*) as n from postbox.arrival where sender in ('', $1) and conversation_id = $2 and outcome = 'automatic'`, [box, opened?.conversation_id])
  const unsentBefore = await outgoing(product)
  await sender.send({ token: tokenOf('E7B', 0), from: ourAddresses.guests, to: ourAddresses.partners })
  await sender.send({ token: tokenOf('E7B', 1), from: ourAddresses.partners, to: ourAddresses.guests })
  await until('both taken in', async () => (await countOf(product, 'E7B')).rows === 2 && (await countOf(product, 'E7B')).open === 0)
  await sleep(3_000)
  const among = (await outgoing(product)) - unsentBefore
  sender.close()
  return [
    { criterion: 'E7', what: `Sieve vacation at ${domains.partners} against our confirmation and answer`, found: `${Number(ours?.n)} automatic of ours, ${Number(theirs?.n)} of theirs`, aim: 'at most 1 a side, their absence known', holds: Number(ours?.n) <= 1 && Number(theirs?.n) <= 1 },
    { criterion: 'E7', what: 'two addresses of our own write to each other', found: `${among} mails because of it`, aim: 'at most 1 a side', holds: among <= 2 },
  ]
}

const outgoing = async (product: Parameters<Case>[0]['product']) => Number((await product.query<{ n: string }>('select count(*) as n from email.outgoing'))[0]?.n)
