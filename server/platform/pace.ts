export type Pace = { /** Called so many milliseconds after being asked, whatever was asked meanwhile. */ afterMs: number; /** And not sooner than so many after the last time. */ restMs: () => number }

/** Work that is asked for often and done once for all who asked. */
export const paced = (work: () => void, { afterMs, restMs }: Pace): (() => void) => {
  let timer: NodeJS.Timeout | null = null
  let last = -Infinity
  return () => {
    timer ??= setTimeout(() => {
      timer = null
      last = performance.now()
      work()
    }, Math.max(afterMs, last + restMs() - performance.now()))
  }
}
