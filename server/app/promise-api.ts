import { z } from 'zod'
import { calendars, keepCalendar } from '#calendars'
import { CalendarList, WorkingCalendar } from '#contract/calendars'
import { operation } from './api.ts'
import { agentContext } from './request.ts'

const Nothing = z.object({})
const root = '/api/v1/desk'

/** When somebody is there, what is promised, and what happened to a promise. */
export const promiseOperations = [
  operation({
    method: 'get', path: `${root}/calendars`, who: 'agent', about: 'The working calendars that phone lines and promises refer to', result: CalendarList,
    run: async ({ app, c }) => ({ calendars: await calendars(await agentContext(app, c)) }),
  }),
  operation({
    method: 'post', path: `${root}/calendars`, who: 'agent', about: 'Changes a working calendar, or adds one under a new key; leads and admins', body: WorkingCalendar, result: Nothing,
    run: async ({ app, c, body }) => {
      await keepCalendar(await agentContext(app, c), body)
      return {}
    },
  }),
]
