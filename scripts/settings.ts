import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { renderSettings } from './settings/render.ts'

await writeFile(path.join(import.meta.dirname, '../docs/operate/settings.md'), renderSettings())
