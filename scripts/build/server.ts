import path from 'node:path'
import { rolldown } from 'rolldown'
import { replacePart, root } from './parts.ts'

// Few of their parts are used: taken whole, the others would stand in the memory of every process.
const ofFewParts = /^lucide$/

/** `server/main.ts` and all of ours that it imports, in `dist/server`; packages stay in node_modules. */
export const buildServer = () =>
  replacePart('server', async (dir) => {
    const bundle = await rolldown({
      cwd: root,
      // What reads mail is a program of its own, in a thread of its own.
      input: { main: path.join(root, 'server/main.ts'), 'mail-worker': path.join(root, 'server/platform/mail/reading/worker.ts') },
      platform: 'node',
      tsconfig: path.join(root, 'tsconfig.json'),
      external: (id) => !id.startsWith('.') && !id.startsWith('#') && !path.isAbsolute(id) && !ofFewParts.test(id),
    })
    // All files lie side by side, so that `import.meta.dirname` is dist/server in each of them.
    await bundle.write({ dir, format: 'esm', sourcemap: true, sourcemapExcludeSources: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
    await bundle.close()
  })
