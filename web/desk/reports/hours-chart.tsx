import 'uplot/dist/uPlot.min.css'
import type { TrialResult } from '#contract/simulation'
import { useCallback } from 'react'
import UPlot from 'uplot'
import { useWords, type Words } from '../words/words.tsx'
import { axisOf, colourOf, heightPx, useDrawing } from './drawing.ts'

type Hours = TrialResult['hours']

/** Work, people there and people needed through a day; the table beside it says the same. */
export const HoursChart = ({ title, hours }: { title: string; hours: Hours }) => {
  const words = useWords()
  const drawn = useCallback((root: HTMLElement) => draw(root, hours, words), [hours, words])
  const place = useDrawing(drawn)
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} />
    </figure>
  )
}

const clock = (hour: number) => String(hour).padStart(2, '0')

const draw = (root: HTMLElement, hours: Hours, { t, number }: Words): UPlot => {
  const axis = axisOf(root)
  const stepped = UPlot.paths.stepped?.({ align: 1 })
  const value = (_plot: UPlot, amount: number | null) => (amount === null ? '–' : number(Math.round(amount * 10) / 10))
  const options: UPlot.Options = {
    width: root.clientWidth, height: heightPx, cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false, range: () => [0, 24] }, y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [{ ...axis, incrs: [2, 4, 6], values: (_plot, splits) => splits.map((hour) => (hour < 24 ? clock(hour) : '')) }, { ...axis, size: 48, values: (_plot, splits) => splits.map((amount) => (Number.isInteger(amount) ? number(amount) : '')) }],
    series: [
      { label: t('trial.hour'), value: (_plot, hour) => (hour === null ? '–' : clock(hour)) },
      { label: t('trial.work'), stroke: colourOf(root, '--warn'), width: 2, value, points: { show: false }, ...(stepped && { paths: stepped }) },
      { label: t('trial.there'), stroke: colourOf(root, '--muted'), width: 2, dash: [4, 4], value, points: { show: false }, ...(stepped && { paths: stepped }) },
      { label: t('plan.needed'), stroke: colourOf(root, '--staff'), width: 2, value, points: { show: false }, ...(stepped && { paths: stepped }) },
    ],
  }
  // The last hour lasts until midnight too.
  const until = [...hours, ...hours.slice(-1).map((last) => ({ ...last, hour: 24 }))]
  return new UPlot(options, [until.map(({ hour }) => hour), until.map(({ work }) => work), until.map(({ there }) => there), until.map(({ needed }) => needed)], root)
}
