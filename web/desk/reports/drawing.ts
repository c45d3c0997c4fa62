import { useEffect, useRef, type RefObject } from 'react'
import type UPlot from 'uplot'

export const heightPx = 220

/** A place on the page that something is drawn into: anew when it or the colours of the page change, and as wide as its place is. */
export const useDrawing = (draw: (root: HTMLElement) => UPlot): RefObject<HTMLDivElement | null> => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = place.current
    if (!root) return
    const dark = matchMedia('(prefers-color-scheme: dark)')
    let plot = draw(root)
    const redraw = () => {
      plot.destroy()
      plot = draw(root)
    }
    const resized = new ResizeObserver(() => plot.setSize({ width: root.clientWidth, height: heightPx }))
    resized.observe(root)
    dark.addEventListener('change', redraw)
    return () => {
      dark.removeEventListener('change', redraw)
      resized.disconnect()
      plot.destroy()
    }
  }, [draw])
  return place
}

export const axisOf = (root: HTMLElement) => {
  const [ink, grid] = [colourOf(root, '--muted'), colourOf(root, '--line')]
  return { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: '12px system-ui, sans-serif' }
}

// The tokens hold a colour for light and one for dark; only the browser knows which of them it is.
export const colourOf = (root: HTMLElement, token: string) => {
  const probe = root.appendChild(document.createElement('span'))
  probe.style.color = `var(${token})`
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
