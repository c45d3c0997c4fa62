import { MailAlarms, MailRoom, MailShown } from '#contract/mail'
import { Written } from '#contract/desk'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { keys } from './queries.ts'
import { request } from './request.ts'

const roomKey = ['mail'] as const

export const mailQuery = queryOptions({ queryKey: roomKey, queryFn: () => request(MailRoom, '/desk/mail') })

export const mailAlarmsQuery = queryOptions({ queryKey: [...roomKey, 'alarms'], queryFn: () => request(MailAlarms, '/desk/mail-alarms'), refetchInterval: 60_000 })

export const mailShownQuery = (id: string) => queryOptions({ queryKey: [...roomKey, id], queryFn: () => request(MailShown, `/desk/mail/${encodeURIComponent(id)}`), refetchInterval: false })

type Act = { path: string; body?: unknown }

/** One of the things that can be done with mail; the lists are fetched again. */
export const useMailAct = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body = {} }: Act) => request(z.unknown(), path, { method: 'POST', body }),
    onSettled: () => void client.invalidateQueries({ queryKey: roomKey }),
  })
}

/** Takes a held mail for the asker's own. */
export const useAcceptMail = (conversationId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (seq: number) => request(Written, `/desk/conversations/${encodeURIComponent(conversationId)}/accept`, { method: 'POST', body: { seq } }),
    onSettled: () => Promise.all([keys.conversation(conversationId), keys.queue, keys.mine, roomKey].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}
