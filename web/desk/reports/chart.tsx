import 'uplot/dist/uPlot.min.css'
import type { HistoryReport } from '#contract/reporting'
import { useCallback } from 'react'
import UPlot from 'uplot'
import { useWords, type Words } from '../words/words.tsx'
import { axisOf, colourOf, heightPx, useDrawing } from './drawing.ts'

type Point = HistoryReport['points'][number]
type Line = { name: string; of: Exclude<keyof Point, 'at'>; colour: string }
type ChartProps = { title: string; points: Point[]; unit: HistoryReport['unit']; lines: Line[] }

const hourSeconds = 3_600

/** Curves over time; the table below the charts says the same without them. */
export const Chart = ({ title, points, unit, lines }: ChartProps) => {
  const words = useWords()
  const drawn = useCallback((root: HTMLElement) => draw({ root, points, unit, lines, words }), [points, unit, lines, words])
  const place = useDrawing(drawn)
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} />
    </figure>
  )
}

type Drawing = Omit<ChartProps, 'title'> & { root: HTMLElement; words: Words }

const draw = ({ root, points, unit, lines, words: { t, times, number } }: Drawing): UPlot => {
  const label = (seconds: number) => {
    const at = new Date(seconds * 1_000).toISOString()
    return unit === 'hour' ? times.clock(at) : times.plainDate(times.dayKey(at), Date.now())
  }
  const axis = axisOf(root)
  const options: UPlot.Options = {
    width: root.clientWidth,
    height: heightPx,
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      { ...axis, space: 80, values: (_plot, splits) => splits.map(label), ...(unit === 'day' ? { incrs: [1, 2, 7, 14, 30, 60].map((days) => days * 24 * hourSeconds) } : {}) },
      { ...axis, size: 56, values: (_plot, splits) => splits.map((value) => (Number.isInteger(value) ? number(value) : '')) },
    ],
    series: [
      { label: t(unit === 'hour' ? 'reports.hour' : 'reports.day'), value: (_plot, seconds) => (seconds === null ? '–' : label(seconds)) },
      ...lines.map(({ name, colour }) => ({
        label: name, stroke: colourOf(root, colour), width: 2, spanGaps: false, points: { show: points.length < 40 },
        value: (_plot: UPlot, value: number | null) => (value === null ? '–' : number(Math.round(value))),
      })),
    ],
  }
  const data = [points.map(({ at }) => Date.parse(at) / 1_000), ...lines.map(({ of }) => points.map((point) => point[of]))]
  return new UPlot(options, data as UPlot.AlignedData, root)
}
