import type { DeskConversation } from '#contract/desk'
import { useWords } from '../words/words.tsx'
import { BesideSection, Facts } from './facts.tsx'

/** Where a report from the app comes from; nothing for any other conversation. */
export const FromApp = ({ conversation: { report } }: { conversation: DeskConversation }) => {
  const { t, language } = useWords()
  if (!report) return null
  const connection = [t(`fromApp.${report.connection}`), report.speed].filter(Boolean).join(', ')
  return (
    <BesideSection title={t('fromApp.title')}>
      <Facts
        facts={[
          [t('fromApp.version'), report.installed ? t('fromApp.installed', { version: report.version }) : report.version],
          [t('fromApp.system'), report.system],
          [t('fromApp.browser'), report.browser],
          [t('fromApp.language'), language(report.language)],
          [t('fromApp.lastScreen'), report.lastScreen && <code>{report.lastScreen}</code>],
          [t('fromApp.connection'), connection],
          [t('fromApp.window'), report.window],
        ]}
      />
      {report.log && (
        <details className="app-log">
          <summary>{t('fromApp.log', { count: report.log.length })}</summary>
          {/* Long lines are read with the arrow keys. */}
          <pre tabIndex={0}>{report.log.join('\n')}</pre>
        </details>
      )}
    </BesideSection>
  )
}
