import { here } from './here.ts'
import { meta, setMeta, type Typed } from './store.ts'

const kept = ['topic', 'subtopic', 'propertyId', 'confirmationNumber', 'body']
const waitMs = 300

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const fieldsOf = (form: HTMLFormElement): Field[] => kept.flatMap((name) => form.querySelector<Field>(`[name=${name}]`) ?? [])
const ownOf = (field: Field) => (field instanceof HTMLSelectElement ? '' : field.defaultValue)
const keyOf = ({ dataset }: HTMLFormElement) => `${dataset.outbox} ${dataset.about ?? ''}`

/** What is being typed stays on the phone until it is sent: a system that needs memory for the camera closes the app without a word. */
export const keepTyped = async (form: HTMLFormElement): Promise<void> => {
  if (here.person === '') return
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasTouched = false
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    if (!form.dataset.handedOver) void keepNow(form).catch(() => undefined)
  }
  form.addEventListener('input', () => {
    wasTouched = true
    delete form.dataset.handedOver
    timer ??= setTimeout(save, waitMs)
  })
  document.addEventListener('visibilitychange', () => timer !== undefined && save())
  addEventListener('pagehide', () => timer !== undefined && save())
  const typed = (await meta('typed'))?.[keyOf(form)]
  if (typed && !wasTouched) put(form, typed)
}

/** One field after the other, as a hand would: a subtopic's list follows its topic. What another device has begun meanwhile stays. */
const put = (form: HTMLFormElement, { as, from }: Typed) => {
  for (const field of fieldsOf(form)) {
    const [value, own] = [as[field.name] ?? '', ownOf(field)]
    if (value === '' || field.value === value || (own !== '' && own !== from[field.name])) continue
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

/** Without words there is nothing to keep. */
export const keepNow = async (form: HTMLFormElement): Promise<void> => {
  const fields = fieldsOf(form)
  const valuesBy = (value: (field: Field) => string) => Object.fromEntries(fields.map((field) => [field.name, value(field)]))
  const body = fields.find(({ name }) => name === 'body')?.value.trim() ?? ''
  await write(form, body === '' ? undefined : { as: valuesBy(({ value }) => value), from: valuesBy(ownOf) })
}

/** It is in the outbox now: what still stands in the form is not being typed any more. */
export const forget = (form: HTMLFormElement): Promise<void> => {
  form.dataset.handedOver = '1'
  return write(form, undefined)
}

let turn: Promise<void> = Promise.resolve()

// One after the other, so that the last word is the last one said.
const write = (form: HTMLFormElement, typed: Typed | undefined): Promise<void> => {
  turn = turn.catch(() => undefined).then(async () => {
    const { [keyOf(form)]: _before, ...others } = (await meta('typed')) ?? {}
    await setMeta('typed', typed ? { ...others, [keyOf(form)]: typed } : others)
  })
  return turn
}
