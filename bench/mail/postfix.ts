import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { listening, run, type Ground } from './ground.ts'
import { domains } from './names.ts'

export type Postfix = { port: number; /** How often a mail was put off. */ deferred(): Promise<number>; stop(): Promise<void>; start(): Promise<void> }

/** Postfix with folders of its own: mail for our domain goes to the product by LMTP, mail for people to Dovecot, the rest nowhere. */
export const startPostfix = async (ground: Ground, { port, product, dovecot }: { port: number; product: number; dovecot: number }): Promise<Postfix> => {
  const [folder, queue, data] = [await ground.folder('postfix'), await ground.folder('postfix/queue'), await ground.folder('postfix/data')]
  await run('chown', ['postfix', data])
  const log = path.join(folder, 'log')
  const to = (at: number) => `lmtp:inet:[127.0.0.1]:${at}`
  const main = {
    compatibility_level: '3.6', queue_directory: queue, data_directory: data, maillog_file: log, maillog_file_prefixes: path.dirname(folder), myhostname: 'mx.fjordstay.example', mydestination: '', mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1', inet_protocols: 'ipv4', relay_domains: Object.values(domains).join(' '), transport_maps: `texthash:${path.join(folder, 'transport')}`, smtpd_recipient_restrictions: 'permit_mynetworks, reject',
    smtpd_relay_restrictions: 'permit_mynetworks, reject', smtpd_reject_unlisted_recipient: 'no', message_size_limit: '60000000', mailbox_size_limit: '0', recipient_delimiter: '', lmtp_send_xforward_command: 'yes', alias_maps: '', alias_database: '',
    smtp_dns_support_level: 'disabled', disable_dns_lookups: 'yes', smtp_host_lookup: 'native', lmtp_host_lookup: 'native', smtputf8_enable: 'yes', append_dot_mydomain: 'no', biff: 'no',
    // A product that is being killed is tried again at once: what is waited for here is it, not the queue.
    queue_run_delay: '2s', minimal_backoff_time: '1s', maximal_backoff_time: '3s', transport_retry_time: '1s', lmtp_destination_concurrency_failed_cohort_limit: '1000', lmtp_connect_timeout: '5s', lmtp_data_done_timeout: '20s', bounce_queue_lifetime: '1h', maximal_queue_lifetime: '1h',
    default_process_limit: '50', smtpd_client_connection_count_limit: '0', smtpd_client_message_rate_limit: '0', in_flow_delay: '0',
  }
  await writeFile(path.join(folder, 'main.cf'), Object.entries(main).map(([name, value]) => `${name} = ${value}`).join('\n'))
  await writeFile(path.join(folder, 'transport'), [`${domains.ours} ${to(product)}`, `${domains.partners} ${to(dovecot)}`, `${domains.guests} ${to(dovecot)}`, `${domains.evil} discard:`, ''].join('\n'))
  await writeFile(path.join(folder, 'master.cf'), services(port))
  const postfix = (verb: string) => run('/usr/sbin/postfix', ['-c', folder, verb])
  const start = async () => {
    await postfix('start')
    await listening(port)
  }
  ground.atEnd(() => postfix('stop').catch(() => undefined))
  await start()
  return {
    port, start, stop: async () => void (await postfix('stop')),
    deferred: async () => ((await readFile(log, 'utf8').catch(() => '')).match(/status=deferred/g) ?? []).length,
  }
}

/** No part of it is confined: its folders are its own already. */
const services = (port: number): string => {
  const line = (name: string, kind: string, rest: string) => `${name} ${kind} ${rest}`
  return [
    line(`127.0.0.1:${port}`, 'inet', 'n - n - - smtpd'), line('pickup', 'unix', 'n - n 60 1 pickup'), line('cleanup', 'unix', 'n - n - 0 cleanup'), line('qmgr', 'unix', 'n - n 300 1 qmgr'),
    line('rewrite', 'unix', '- - n - - trivial-rewrite'), line('bounce', 'unix', '- - n - 0 bounce'), line('defer', 'unix', '- - n - 0 bounce'), line('trace', 'unix', '- - n - 0 bounce'), line('verify', 'unix', '- - n - 1 verify'),
    line('flush', 'unix', 'n - n 1000? 0 flush'), line('proxymap', 'unix', '- - n - - proxymap'), line('smtp', 'unix', '- - n - - smtp'), line('relay', 'unix', '- - n - - smtp'), line('showq', 'unix', 'n - n - - showq'),
    line('error', 'unix', '- - n - - error'), line('retry', 'unix', '- - n - - error'), line('discard', 'unix', '- - n - - discard'), line('lmtp', 'unix', '- - n - 10 lmtp'), line('anvil', 'unix', '- - n - 1 anvil'),
    line('scache', 'unix', '- - n - 1 scache'), line('tlsmgr', 'unix', '- - n 1000? 1 tlsmgr'), line('postlog', 'unix-dgram', 'n - n - 1 postlogd'), '',
  ].join('\n')
}
