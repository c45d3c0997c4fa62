/**
 * Calls `stop` once the launcher that started this process asks for the end or is gone, even by kill -9: either way the
 * channel between the two closes. Without a launcher nothing happens. A Ctrl-C in the terminal reaches both processes, so
 * `stop` may be called beside a signal handler and must be harmless the second time.
 */
export const whenLauncherEnds = (stop: () => void): void => {
  if (!process.send) return
  if (!process.connected) return stop()
  process.once('disconnect', stop)
  process.channel?.unref()
}
