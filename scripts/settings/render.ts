import { settingsTable } from '../../server/config.ts'

/** The page of `docs/operate` that names every setting. */
export const renderSettings = (): string =>
  [
    '# Settings',
    '',
    'All settings come from the environment and are read once, at the start. What cannot be used is named and nothing starts.',
    '',
    '| setting | unset means | what it is |',
    '|---|---|---|',
    ...settingsTable.map(({ name, default: byDefault, about }) => `| \`${name}\` | ${valueOf(byDefault)} | ${cell(about)} |`),
    '',
    'Generated from `server/config.ts` by `hospes settings`; a test holds it fresh.',
    '',
  ].join('\n')

const valueOf = (text: string) => (text === 'unset' ? '' : `\`${cell(text)}\``)
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
