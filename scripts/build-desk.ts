import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { replacePart, root } from './build/parts.ts'

/** The staff's app in `dist/desk`: `index.html`, and under `assets/` files whose names change with their content. */
export const buildDesk = () =>
  replacePart('desk', async (outDir) => {
    await build({
      configFile: false,
      root: path.join(root, 'web/desk'),
      base: '/desk/',
      mode: 'production',
      logLevel: 'warn',
      publicDir: false,
      plugins: [fewerLanguages(), react()],
      build: {
        outDir,
        emptyOutDir: true,
        manifest: 'assets/manifest.json',
        // The page's policy allows files of its own origin only: nothing is put inline.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        target: browsers,
        reportCompressedSize: false,
        chunkSizeWarningLimit: 800,
        // What all pages are made of changes seldom: an agent's browser keeps it over most upgrades. What only some are made of comes with them:
        // the editor, the charts, the view of documents, the telephone, menus and dialogs come after the desk stands.
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'editor', test: /node_modules[\\/](?:@tiptap|prosemirror-|orderedmap|rope-sequence|w3c-keyname)/, priority: 1 }, { name: 'charts', test: /node_modules[\\/]uplot/, priority: 1 }, { name: 'pdf', test: /node_modules[\\/]pdfjs-dist/, priority: 1 }, { name: 'telephone', test: /node_modules[\\/](?:jssip|sdp-transform|events|debug|ms)[\\/]/, priority: 1 }, { name: 'libraries', test: /node_modules[\\/](?:react|react-dom|scheduler|use-sync-external-store|zod|@tanstack|virtua|intl-messageformat|@formatjs)[\\/]/ }, { name: 'start', tags: ['$initial'] }] } } },
      },
    })
  })

// As for the visitors' pages: browsers of the last two years and a half.
const browsers = ['chrome124', 'edge124', 'firefox125', 'safari17.5']
const libraryTexts = /[\\/]react-(?:aria|stately|aria-components)[\\/]dist[\\/].*[\\/]intl[\\/].*[\\/]([a-z]{2}-[A-Z]{2})\.mjs$/
const spoken = ['sv-SE', 'en-US']

/** The component library brings its own few words in 34 languages; the desk speaks two, and English stands in for the rest. */
const fewerLanguages = (): Plugin => ({
  name: 'hospes:fewer-languages',
  enforce: 'pre',
  load: (id) => {
    const locale = libraryTexts.exec(id.split('?')[0] ?? '')?.[1]
    return locale && !spoken.includes(locale) ? 'export default {}' : null
  },
})

if (import.meta.main) await buildDesk()
