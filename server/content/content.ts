import type { z } from 'zod'
import type { Article, Featured } from '#articles'
import type { Tree } from '#topics'
import type { Demo } from './demo/read-demo.ts'
import type { ActionsFile, BrandFile, CalendarsFile, LinesFile, NoticesFile, SavedRepliesFile, SettingsFile, SynonymsFile, TeamsFile } from './schemas.ts'

/** Words of one language that mean the same, a group each. */
export type Synonyms = { locale: string; groups: SynonymsFile }

/** Everything that ships as files and an operator edits. `demo` is null when its folder was taken away. */
export type Content = {
  settings: SettingsFile
  brand: BrandFile
  teams: TeamsFile
  actions: z.infer<typeof ActionsFile>
  trees: Tree[]
  articles: Article[]
  synonyms: Synonyms[]
  savedReplies: SavedRepliesFile[]
  featured: Featured[]
  calendars: z.infer<typeof CalendarsFile>
  lines: z.infer<typeof LinesFile>
  notices: NoticesFile
  demo: Demo | null
}
