import { whenStale, type Part } from './build/parts.ts'

/** Builds what its sources have outgrown: the server, the visitors' scripts and styles, the staff's desk. */
export const build = async (): Promise<void> => {
  for (const part of parts) await whenStale(part)
}

const shared = ['contract', 'web/locales', 'web/ui', 'web/line', 'package-lock.json', 'package.json', 'tsconfig.json', 'scripts/build.ts', 'scripts/build']

// The makers are loaded only when needed: the bundlers behind them take longer to load than a fresh build to recognise.
const parts: Part[] = [
  {
    name: 'server',
    sources: [...shared, 'server', 'db/tables.ts', 'web/pages'],
    make: async () => (await import('./build/server.ts')).buildServer(),
  },
  {
    name: 'assets',
    sources: [...shared, 'web/pages/islands', 'web/pages/worker', 'web/pages/styles', 'content/cards'],
    make: async () => (await import('./build/assets.ts')).buildAssets(),
  },
  {
    name: 'desk',
    sources: [...shared, 'web/desk', 'scripts/build-desk.ts'],
    make: async () => (await import('./build-desk.ts')).buildDesk(),
  },
]

if (import.meta.main) await build()
