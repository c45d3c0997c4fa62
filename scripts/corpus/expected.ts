import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** What a mail should be read as; what is not said is not compared. */
export type Expected = { from?: string; messageId?: string; subject?: string; files?: number; text?: string }

const Plain = z.object({ from: z.string(), messageId: z.string(), subject: z.string(), files: z.int(), text: z.string() }).partial()

/** The form in which parsers publish theirs: parts in a row, each with its head, named by their places. */
const Address = z.object({ address: z.string().nullish() })
const Addresses = z.object({ List: z.array(Address).optional(), Group: z.array(z.object({ addresses: z.array(Address) })).optional() })
const Part = z.object({ headers: z.array(z.object({ name: z.unknown(), value: z.unknown() })).default([]), body: z.unknown().optional() })
const Parts = z.object({ text_body: z.array(z.int()), attachments: z.array(z.int()), parts: z.array(Part).min(1) })

/** What lies beside a mail as `NAME.json` or `NAME.eml.json`, in either form; null when nothing does. */
export const expectedOf = (file: string): Expected | null => {
  const beside = [`${file}.json`, file.replace(/\.[a-z]+$/i, '.json')].find(existsSync)
  if (!beside) return null
  const told: unknown = JSON.parse(readFileSync(beside, 'utf8'))
  const parts = Parts.safeParse(told)
  return parts.success ? fromParts(parts.data) : Plain.parse(told)
}

const fromParts = ({ parts, text_body, attachments }: z.infer<typeof Parts>): Expected => {
  const header = (name: string) => parts[0]?.headers.findLast((each) => each.name === name)?.value
  const body = z.object({ Text: z.string() }).safeParse(parts[text_body[0] ?? -1]?.body).data
  return {
    from: addressesOf(header('from'))[0] ?? '',
    messageId: wordOf(header('message_id')) ?? '',
    subject: wordOf(header('subject')) ?? '',
    files: attachments.length,
    text: body?.Text,
  }
}

const wordOf = (value: unknown): string | undefined => {
  const found = z.union([z.object({ Text: z.string() }).transform(({ Text }) => Text), z.object({ TextList: z.array(z.string()) }).transform(({ TextList }) => TextList.at(-1))]).safeParse(value)
  return found.data
}

const addressesOf = (value: unknown): string[] => {
  const { List = [], Group = [] } = z.object({ Address: Addresses }).safeParse(value).data?.Address ?? {}
  return [...List, ...Group.flatMap(({ addresses }) => addresses)].flatMap(({ address }) => (address ? [address] : []))
}
