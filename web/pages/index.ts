import { Hono } from 'hono'
import { appRoutes } from './app/index.ts'
import { chatRoutes } from './chat/index.ts'
import { demoRoutes } from './demo/index.ts'
import { doorRoutes } from './doors/index.tsx'
import { keepCarried } from './extranet/carry.ts'
import { extranetRoutes } from './extranet/index.ts'
import { bookingRoutes } from './guest/booking/routes.tsx'
import { guestContactRoutes } from './guest/contact/index.ts'
import { enterRoutes } from './guest/enter/index.ts'
import { guestRoutes } from './guest/index.ts'
import { feedRoutes } from './help/feeds.ts'
import { feedbackRoutes, helpRoutes } from './help/index.ts'
import { signInRoutes } from './sign-in/index.ts'
import { forgottenRoutes } from './sign-in/forgotten-routes.ts'
import { staffRoutes } from './staff/index.ts'
import type { Site } from './site.ts'
import { widgetRoutes } from './widget/index.tsx'

export type * from './app-port.ts'
export type * from './chat-port.ts'
export type * from './code-port.ts'
export type * from './doors-port.ts'
export type * from './guest-contact-port.ts'
export type * from './guest-port.ts'
export type * from './password-port.ts'
export type * from './phone-port.ts'
export type * from './ports.ts'
export type * from './push-port.ts'
export type * from './reader-port.ts'
export type * from './widget-port.ts'
export type { Site } from './site.ts'
export { notFound, showProblem } from './help/index.ts'

/** Every visitor's page. */
export const pages = (site: Site) =>
  new Hono()
    .route('/', feedRoutes(site))
    .route('/', demoRoutes(site))
    .route('/', signInRoutes(site, { afterSignIn: keepCarried, callBackRule: () => site.visitor('en').callBackRule() }))
    .route('/', forgottenRoutes(site))
    .route('/', doorRoutes(site))
    .route('/', staffRoutes(site))
    .route('/', extranetRoutes(site))
    .route('/', appRoutes(site))
    .route('/', enterRoutes(site))
    .route('/', bookingRoutes(site))
    .route('/', guestContactRoutes(site))
    .route('/', chatRoutes(site))
    .route('/', widgetRoutes(site))
    .route('/', feedbackRoutes(site))
    .route('/', guestRoutes(site))
    .route('/', helpRoutes(site))
