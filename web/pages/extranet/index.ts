import { Hono } from 'hono'
import type { Site } from '../site.ts'
import { actionRoutes } from './action-routes.tsx'
import { contactRoutes } from './contact-routes.tsx'
import { inboxRoutes } from './inbox-routes.tsx'
import { profileRoutes } from './profile.tsx'
import { savedRoutes } from './saved.tsx'
import { shareRoutes } from './share.tsx'

/** The partner's extranet: inbox, the way to a person, what one can do alone, profile. */
export const extranetRoutes = (site: Site) =>
  new Hono().route('/', inboxRoutes(site)).route('/', contactRoutes(site)).route('/', actionRoutes(site)).route('/', profileRoutes(site)).route('/', savedRoutes(site)).route('/', shareRoutes(site))
