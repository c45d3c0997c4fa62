import type { Child } from 'hono/jsx'
import type { CodeSetup } from '../code-port.ts'
import { Icon } from '../parts/icon.tsx'
import { CodeField, PasswordField, RecoveryCodes } from '../sign-in/own-code.tsx'
import type { CodeErrors } from '../sign-in/own-code-routes.ts'
import type { Visit } from '../site.ts'
import { AppPage, appPath } from './frame.tsx'
import { upToMore } from './more.tsx'

const Frame = ({ visit, children }: { visit: Visit; children?: Child }) => (
  <AppPage visit={visit} title={visit.tr.t('code.title')} tab="more" up={upToMore(visit)}>
    <h1>{visit.tr.t('code.title')}</h1>
    {children}
  </AppPage>
)

/** Nothing is set up: what it is, and the password once more. */
export const CodeOffPage = ({ visit, said = null, errors = {} }: { visit: Visit; said?: 'off' | 'late' | null; errors?: CodeErrors }) => {
  const { tr, brand } = visit
  return (
    <Frame visit={visit}>
      {said === 'off' ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('code.isOff')}</p> : null}
      {said === 'late' ? <p class="callout warn" role="status">{tr.t('code.late')}</p> : null}
      <p class="lead">{tr.t('code.lead', { app: brand.appName })}</p>
      <form class="message-form" method="post" action={appPath(visit, 'more', 'code', 'begin')}>
        <PasswordField visit={visit} email={visit.person?.email ?? ''} error={errors.password} />
        <p class="actions"><button class="button" type="submit">{tr.t('code.begin')}</button></p>
      </form>
    </Frame>
  )
}

/** What was made is shown once: to this phone, to another app by its picture, and the recovery codes. Without `setup` only the code is asked again. */
export const CodeSetupPage = ({ visit, setup, errors = {} }: { visit: Visit; setup: CodeSetup | null; errors?: CodeErrors }) => {
  const { tr } = visit
  return (
    <Frame visit={visit}>
      {setup ? <Made visit={visit} setup={setup} /> : null}
      <form class="message-form" method="post" action={appPath(visit, 'more', 'code', 'on')} data-code-confirm>
        <h2>{tr.t('code.confirmTitle')}</h2>
        <CodeField visit={visit} error={errors.code} hint={tr.t('code.confirmHint')} />
        <p class="actions"><button class="button" type="submit">{tr.t('code.turnOn')}</button><a class="button secondary" href={appPath(visit, 'more', 'code')}>{tr.t('code.again')}</a></p>
        <p class="meta">{tr.t('code.elsewhereOut')}</p>
      </form>
    </Frame>
  )
}

const Made = ({ visit, visit: { tr }, setup }: { visit: Visit; setup: CodeSetup }) => (
  <div data-code-setup data-secret={setup.secret}>
    <RecoveryCodes visit={visit} codes={setup.recovery} text={visit.tr.t('code.recoveryText')} />
    <details class="goes-along">
      <summary>{tr.t('code.otherApp')}</summary>
      <p>{tr.t('code.otherAppText')}</p>
      <div class="app-code"><img src={setup.picture} width={260} height={260} alt={tr.t('code.pictureAlt')} /></div>
      <p class="app-link"><span class="label">{tr.t('code.key')}</span> <code dir="ltr">{setup.secret}</code></p>
    </details>
  </div>
)

/** It is on: the code of this moment, made by the phone itself, and the way to turn it off. */
export const CodeOnPage = ({ visit, said = null, errors = {} }: { visit: Visit; said?: 'on' | null; errors?: CodeErrors }) => {
  const { tr, brand } = visit
  const isOpen = errors.password !== undefined || errors.code !== undefined
  return (
    <Frame visit={visit}>
      {said === 'on' ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('code.isOn')}</p> : null}
      <p class="lead">{tr.t('code.use')}</p>
      <div class="code-now card" data-code hidden>
        <p class="code-digits" dir="ltr" data-code-digits></p>
        <progress max={30} value={30} aria-label={tr.t('code.countdown')}></progress>
        <p class="meta" data-code-left data-text={tr.t('code.left', { left: '{left}' })}></p>
      </div>
      <p class="callout" data-code-elsewhere>{tr.t('code.elsewhere', { app: brand.appName })}</p>
      <p class="callout warn">{tr.t('code.never')}</p>
      <details class="goes-along" open={isOpen}>
        <summary>{tr.t('code.turnOff')}</summary>
        <form class="message-form" method="post" action={appPath(visit, 'more', 'code', 'off')}>
          <p>{tr.t('code.turnOffText')}</p>
          <PasswordField visit={visit} email={visit.person?.email ?? ''} error={errors.password} />
          <CodeField visit={visit} error={errors.code} hint={tr.t('code.askHint')} />
          <p class="actions"><button class="button secondary" type="submit">{tr.t('code.turnOff')}</button></p>
        </form>
      </details>
    </Frame>
  )
}
