import type { AppReport } from '#contract/app'
import type { DraftPlace, DraftText, DraftView, Opened, PropertyView, TopicView } from './ports.ts'

/** What a report can be about: the app itself first, then the partners' topics; `asksReservation` names the subtopics that may be about one booking. */
export type ReportFormView = { topics: TopicView[]; asksReservation: string[]; properties: PropertyView[]; draft: DraftView }

/** What the app has beside what the extranet has. Its messages are the same conversations. */
export type AppPort = {
  reportForm(draft: DraftPlace): Promise<ReportFormView>
  /** The files are those of the draft, which is forgotten once the report is stored. */
  sendReport(at: DraftPlace, report: DraftText & { submissionId: string; report: AppReport; draft: DraftPlace }): Promise<Opened>
  /** Writes again with the files of a draft of its own. */
  replyWith(id: string, message: { clientId: string; body: string; draft: DraftPlace }): Promise<void>
}

export type IconShape = 'any' | 'maskable'

/** The app as something that is installed. */
export type AppSite = {
  /** Of the program and of the scripts it sends. */
  version: string
  /** The first letter of the app's name on the partners' colour. */
  icon(size: number, shape: IconShape): Promise<Uint8Array>
  /** System and browser, as a request names them. */
  device(userAgent: string): { system: string; browser: string }
}
