import { present } from '#brand'
import type { Door } from '#contract/content'
import type { Ctx } from '#identity'
import { translator } from '#web/locales'
import { htmlOf } from './html.ts'
import { hueOf } from './hue.ts'
import { textOf, type Letter } from './letter.ts'
import type { Mail, MailSettings } from './mail.ts'
import { post } from './post.ts'

/** What a letter says to one person, apart from how it looks; `locale` is theirs. */
export type Wording = Pick<Letter, 'subject' | 'heading' | 'opening' | 'details' | 'closing' | 'button' | 'footer'> & { greeting?: string | null; words?: string | null; above?: string | null }
export type Envelope = Pick<Mail, 'to' | 'kind' | 'dedupeKey' | 'place' | 'nullSender' | 'replyTo' | 'fileIds'> & { locale: string; door: Door | 'staff' }

/** Writes a letter of our own wording, in the door's hue, into the outbox. The same dedupe key again writes nothing. */
export const postLetter = async (ctx: Ctx, { wording, locale, door, ...envelope }: Envelope & { wording: Wording }, settings: MailSettings): Promise<void> => {
  const { name: brand, colours } = await present(ctx)
  const tr = translator(locale, 'UTC')
  const letter: Letter = {
    greeting: null, words: null, above: null, ...wording,
    locale: tr.locale, dir: tr.dir, brand, door: tr.t(`mail.door.${door}`), hue: hueOf(door === 'staff' ? 'partner' : door, colours),
  }
  await post(ctx, { ...envelope, subject: letter.subject, text: textOf(letter), html: await htmlOf(letter) }, settings)
}
