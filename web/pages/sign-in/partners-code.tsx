import type { Visit } from '../site.ts'
import type { CodePlace } from './code.tsx'

/** A partner's code is in the app; the phone that makes it fills it in. */
export const partnersCode = ({ tr, locale, brand }: Visit): CodePlace => ({
  door: 'partner', signIn: `/${locale}/extranet/sign-in`, finish: `/${locale}/extranet/sign-in/code`, ask: tr.t('code.ask', { app: brand.appName }), islands: ['sign-in-code.js'],
  otherWay: <a href={`/${locale}/partner/locked-out`}>{tr.t('signIn.cannotSignIn')}</a>,
})
