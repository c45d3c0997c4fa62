import type { Child } from 'hono/jsx'
import type { CodeSetup } from '../code-port.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { CodePlace } from '../sign-in/code.tsx'
import { CodeField, PasswordField, RecoveryCodes } from '../sign-in/own-code.tsx'
import type { CodeErrors } from '../sign-in/own-code-routes.ts'
import type { Visit } from '../site.ts'

export const ownCodeAt = '/desk/sign-in-code'

/** Who has set up a code is asked for it after the password. */
export const staffsCode = ({ tr, locale }: Visit): CodePlace => ({
  door: 'staff', signIn: `/desk/sign-in?locale=${locale}`, finish: `/desk/sign-in/code?locale=${locale}`, ask: tr.t('staffCode.ask'), otherWay: tr.t('staffCode.lost'), islands: [],
})

/** The visit of an agent, who is no partner. */
export type StaffVisit = Visit & { email: string }
const emailOf = (visit: Visit) => ('email' in visit && typeof visit.email === 'string' ? visit.email : '')

const Frame = ({ visit, children }: { visit: Visit; children?: Child }) => (
  <Page visit={visit} title={visit.tr.t('code.title')} door="staff" trail={[{ name: visit.tr.t('staffCode.desk'), href: '/desk' }]} alternates={[]}>
    <div class="sign-in own-code">
      <h1>{visit.tr.t('code.title')}</h1>
      {children}
    </div>
  </Page>
)

const Told = ({ children }: { children?: Child }) => <p class="told" role="status"><Icon name="check" /> <span>{children}</span></p>

/** Nothing is set up: what it is, and the password once more. */
export const StaffCodeOffPage = ({ visit, said = null, errors = {} }: { visit: Visit; said?: 'off' | 'late' | null; errors?: CodeErrors }) => {
  const { tr } = visit
  return (
    <Frame visit={visit}>
      {said === 'off' ? <Told>{tr.t('code.isOff')}</Told> : null}
      {said === 'late' ? <p class="callout warn" role="status">{tr.t('code.late')}</p> : null}
      <p class="lead">{tr.t('staffCode.lead')}</p>
      <form class="sign-in-form" method="post" action={`${ownCodeAt}/begin`}>
        <PasswordField visit={visit} email={emailOf(visit)} error={errors.password} />
        <button class="button" type="submit">{tr.t('staffCode.begin')}</button>
      </form>
    </Frame>
  )
}

/** What was made is shown once. Without `setup` only the code is asked for again. */
export const StaffCodeSetupPage = ({ visit, setup, errors = {} }: { visit: Visit; setup: CodeSetup | null; errors?: CodeErrors }) => {
  const { tr } = visit
  return (
    <Frame visit={visit}>
      {setup ? (
        <>
          <h2>{tr.t('staffCode.scanTitle')}</h2>
          <p>{tr.t('staffCode.scanText')}</p>
          <p class="code-picture"><img src={setup.picture} width={260} height={260} alt={tr.t('code.pictureAlt')} /></p>
          <p class="code-key"><span class="label">{tr.t('code.key')}</span> <code dir="ltr">{setup.secret}</code></p>
          <RecoveryCodes visit={visit} codes={setup.recovery} text={tr.t('staffCode.recoveryText')} />
        </>
      ) : null}
      <form class="sign-in-form" method="post" action={`${ownCodeAt}/on`}>
        <h2>{tr.t('code.confirmTitle')}</h2>
        <CodeField visit={visit} error={errors.code} hint={tr.t('staffCode.confirmHint')} />
        <p class="meta">{tr.t('code.elsewhereOut')}</p>
        <button class="button" type="submit">{tr.t('code.turnOn')}</button>
        <p class="other-way"><a href={ownCodeAt}>{tr.t('code.again')}</a></p>
      </form>
    </Frame>
  )
}

/** It is on: what that means, and the way to turn it off. */
export const StaffCodeOnPage = ({ visit, said = null, errors = {} }: { visit: Visit; said?: 'on' | null; errors?: CodeErrors }) => {
  const { tr } = visit
  const isOpen = errors.password !== undefined || errors.code !== undefined
  return (
    <Frame visit={visit}>
      <Told>{tr.t('code.isOn')}</Told>
      {said === 'on' ? <p>{tr.t('staffCode.nowOn')}</p> : null}
      <p class="lead">{tr.t('staffCode.use')}</p>
      <p>{tr.t('staffCode.lost')}</p>
      <details class="goes-along" open={isOpen}>
        <summary>{tr.t('code.turnOff')}</summary>
        <form class="sign-in-form" method="post" action={`${ownCodeAt}/off`}>
          <p>{tr.t('code.turnOffText')}</p>
          <PasswordField visit={visit} email={emailOf(visit)} error={errors.password} />
          <CodeField visit={visit} error={errors.code} hint={tr.t('code.askHint')} />
          <button class="button secondary" type="submit">{tr.t('code.turnOff')}</button>
        </form>
      </details>
    </Frame>
  )
}
