import { signedIn } from '../extranet/signed-in.ts'
import { ownCodeRoutes } from '../sign-in/own-code-routes.ts'
import type { Site } from '../site.ts'
import { CodeOffPage, CodeOnPage, CodeSetupPage } from './code.tsx'
import { appPath } from './frame.tsx'

/** The sign-in code: set up, shown, turned off. */
export const signInCodeRoutes = (site: Site) =>
  ownCodeRoutes(site, {
    root: '/:locale{[a-z]{2}}/app/more/code', signedIn, port: ({ code }) => code, path: (visit) => appPath(visit, 'more', 'code'),
    Off: CodeOffPage, Setup: CodeSetupPage, On: CodeOnPage,
  })
