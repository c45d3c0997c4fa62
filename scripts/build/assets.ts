import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bundleAsync } from 'lightningcss'
import { rolldown } from 'rolldown'
import { replacePart, root } from './parts.ts'

/** The visitors' scripts and styles in `dist/assets`, each under a name that changes with its content, and the list of them. */
export const buildAssets = () =>
  replacePart('assets', async (dir) => {
    const manifest: Record<string, string> = {}
    const keep = (name: string, content: string | Uint8Array) => {
      const { name: stem, ext } = path.parse(name)
      const file = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`
      writeFileSync(path.join(dir, file), content)
      manifest[name] = `/assets/${file}`
    }
    keep('site.css', await buildStyles('index.css'))
    keep('app.css', await buildStyles('app.css'))
    keep('widget.css', await buildStyles('widget.css'))
    keep('operator.css', await buildStyles('operator.css'))
    for (const file of cards()) keep(`card-${path.basename(file)}`, readFileSync(file))
    for (const entry of islands()) keep(`${path.parse(entry).name}.js`, await buildIsland(entry))
    keep('app-worker.js', await buildIsland(path.join(root, 'web/pages/worker/app-worker.ts')))
    writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify(manifest, null, 2))
  })

// The pictures that links are shown with; an operator puts others in their place.
const cards = () => globSync('content/cards/*.png', { cwd: root }).map((file) => path.join(root, file)).toSorted()

// Each file of the folder is one island; what several share lies in folders below.
const islands = () =>
  globSync('web/pages/islands/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => path.join(root, file))
    .toSorted()

const buildIsland = async (input: string) => {
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'browser',
    tsconfig: path.join(path.dirname(input), 'tsconfig.json'),
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  return output[0].code
}

const buildStyles = async (sheet: string) => {
  const filename = path.join(root, 'web/pages/styles', sheet)
  if (!existsSync(filename)) throw new Error(`${filename} is missing`)
  const { code } = await bundleAsync({ filename, minify: true, targets: browsers })
  return code
}

// Browsers of the last two years and a half: nothing newer is rewritten for older ones (light-dark, nesting, layers).
const version = (major: number, minor = 0) => (major << 16) | (minor << 8)
const browsers = { chrome: version(124), edge: version(124), firefox: version(125), safari: version(17, 5), ios_saf: version(17, 5) }
