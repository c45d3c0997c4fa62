import type { Translator } from './translate.ts'

/** What the platform says in a thread of guest and property, in the reader's words: in the thread, and in letters about it. */
export const systemText = (tr: Translator, currency: string, { kind, data }: { kind: string; data: Record<string, string> }): string => {
  if (kind === 'withdrawn') return tr.t(data.of === 'free-cancellation' ? 'letters.withdrawnFree' : 'letters.withdrawn')
  if (kind === 'answer') return tr.t(data.answer === 'free' ? 'letters.answer.free' : data.answer === 'first-night' ? 'letters.answer.first-night' : 'letters.answer.no')
  const what = told[data.kind ?? '']
  if (!what) return tr.t('letters.told.other')
  const values = {
    arrival: data.arrival ? tr.date(data.arrival) : '', departure: data.departure ? tr.date(data.departure) : '', time: data.arrivalTime ?? '–',
    staying: data.staying ?? '', guests: data.guests ?? '', cost: data.costMinor ? tr.money(Number(data.costMinor), currency) : '',
  }
  return `${data.undo === 'yes' ? `${tr.t('letters.told.undone')} ` : ''}${tr.t(what, values)}`
}

const told: Record<string, 'letters.told.dates' | 'letters.told.arrival-time' | 'letters.told.details' | 'letters.told.cancellation'> = {
  dates: 'letters.told.dates', 'arrival-time': 'letters.told.arrival-time', details: 'letters.told.details', cancellation: 'letters.told.cancellation',
}
