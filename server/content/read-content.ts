import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Article } from '#articles'
import type { Tree } from '#topics'
import type { Content } from './content.ts'
import { readDemo } from './demo/read-demo.ts'
import { ContentError, gather } from './problems.ts'
import { readArticles } from './read-articles.ts'
import { readSavedReplies } from './read-saved-replies.ts'
import { readSynonyms } from './read-synonyms.ts'
import { readYaml } from './read-yaml.ts'
import { danglingReferences } from './references.ts'
import { ActionsFile, BrandFile, CalendarsFile, FeaturedFile, LinesFile, NoticesFile, SettingsFile, TeamsFile, TreeFile } from './schemas.ts'

/** Reads the content folder whole. Refuses with a ContentError that names every file and place to mend. */
export const readContent = async (folder: string): Promise<Content> => {
  const [settings, brand, teams, actions, partner, guest, articles, synonyms, savedReplies, featured, calendars, lines, notices, demo] = await gather<Parts>([
    readYaml(folder, 'settings.yaml', SettingsFile),
    readYaml(folder, 'brand.yaml', BrandFile),
    readYaml(folder, 'teams.yaml', TeamsFile),
    readYaml(folder, 'actions.yaml', ActionsFile),
    readYaml(folder, 'topics/partner.yaml', TreeFile),
    readYaml(folder, 'topics/guest.yaml', TreeFile),
    readArticles(folder),
    readSynonyms(folder),
    readSavedReplies(folder),
    readYaml(folder, 'featured.yaml', FeaturedFile),
    readYaml(folder, 'calendars.yaml', CalendarsFile),
    readYaml(folder, 'phone-lines.yaml', LinesFile),
    readYaml(folder, 'notices.yaml', NoticesFile),
    hasDemo(folder).then((has) => (has ? readDemo(folder) : null)),
  ])
  const content = { settings, brand, teams, actions, trees: [partner, guest], articles, synonyms, savedReplies, featured, calendars, lines, notices, demo }
  const dangling = danglingReferences(content)
  if (dangling.length > 0) throw new ContentError(dangling)
  return content
}

type Parts = [
  Content['settings'], Content['brand'], Content['teams'], Content['actions'], Tree, Tree, Article[], Content['synonyms'], Content['savedReplies'], Content['featured'], Content['calendars'],
  Content['lines'], Content['notices'], Content['demo'],
]

const hasDemo = (folder: string) => access(join(folder, 'demo')).then(() => true, () => false)
