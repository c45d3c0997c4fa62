/** Pictures for a page of text: no script, legible on light and dark by the reader's own choice. */
const style = `
  text { font: 12px system-ui, sans-serif; fill: #1b2430 } .muted { fill: #56606e } .line { stroke: #8a8577; stroke-width: 1 }
  .a { fill: #3d3a8c } .b { fill: #b86b00 } .c { fill: #0b7a8c } .d { fill: #a03a63 } .sa { stroke: #3d3a8c } .sb { stroke: #b86b00 } .sc { stroke: #0b7a8c } .sd { stroke: #a03a63 }
  path { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #eceae4 } .muted { fill: #a9b1bb } .a { fill: #b3b0ff } .b { fill: #f0b45f } .c { fill: #6fc3d1 } .d { fill: #f29ab8 }
    .sa { stroke: #b3b0ff } .sb { stroke: #f0b45f } .sc { stroke: #6fc3d1 } .sd { stroke: #f29ab8 } .line { stroke: #7a8490 }
  }`
const hues = ['a', 'b', 'c', 'd'] as const

export type Series = { name: string; values: readonly number[] }
export type Chart = { title: string; labels: readonly string[]; series: readonly Series[]; unit: string }

const [width, height, left, top, bottom] = [760, 300, 48, 56, 36]

/** Bars side by side for each label. */
export const bars = (chart: Chart): string => {
  const { at, high } = frameOf(chart)
  const step = (width - left - 12) / chart.labels.length
  const each = (step * 0.8) / chart.series.length
  const drawn = chart.series.flatMap(({ values }, place) =>
    values.map((value, number) => `<rect class="${hues[place]}" x="${fixed(left + number * step + step * 0.1 + place * each)}" y="${fixed(at(value))}" width="${fixed(each * 0.92)}" height="${fixed(high - at(value))}"/>`))
  return drawing(chart, [...drawn, ...labelsOf(chart, step)])
}

/** A line for each series over the labels. */
export const lines = (chart: Chart): string => {
  const { at } = frameOf(chart)
  const step = (width - left - 12) / chart.labels.length
  const drawn = chart.series.map(({ values }, place) => `<path class="s${hues[place]}" d="M${values.map((value, number) => `${fixed(left + (number + 0.5) * step)} ${fixed(at(value))}`).join('L')}"/>`)
  return drawing(chart, [...drawn, ...labelsOf(chart, step)])
}

const frameOf = ({ series }: Chart) => {
  const most = Math.max(...series.flatMap(({ values }) => values), 1)
  const high = height - bottom
  return { most, high, at: (value: number) => high - (value / most) * (high - top) }
}

const labelsOf = ({ labels }: Chart, step: number) =>
  labels.map((label, number) => `<text class="muted" text-anchor="middle" x="${fixed(left + (number + 0.5) * step)}" y="${height - bottom + 18}">${escaped(label)}</text>`)

const drawing = (chart: Chart, drawn: readonly string[]) => {
  const { most, high, at } = frameOf(chart)
  const ticks = [0, most / 2, most].map((value) => `<path class="line" d="M${left} ${fixed(at(value))}H${width - 12}" stroke-dasharray="2 4"/><text class="muted" text-anchor="end" x="${left - 6}" y="${fixed(at(value) + 4)}">${Math.round(value)}</text>`)
  const legend = chart.series.map(({ name }, place) => `<rect class="${hues[place]}" x="${left + place * 170}" y="30" width="10" height="10"/><text x="${left + place * 170 + 16}" y="40">${escaped(name)}</text>`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(chart.title)}">`,
    `<title>${escaped(chart.title)}</title><style>${style}</style>`,
    `<text x="0" y="16" font-weight="600">${escaped(chart.title)}</text><text class="muted" x="${width - 12}" y="16" text-anchor="end">${escaped(chart.unit)}</text>`,
    ...legend, ...ticks, ...drawn, `<path class="line" d="M${left} ${high}H${width - 12}"/>`, '</svg>', '',
  ].join('\n')
}

const fixed = (value: number) => value.toFixed(1)
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
