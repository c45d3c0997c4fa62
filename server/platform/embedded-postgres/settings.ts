/** Where the server listens: a socket folder of its own, or a port of 127.0.0.1 on Windows. */
export type Door = { socketDir: string } | { port: number }

export const socketPort = 5432

/** The file that is written anew at every start; postgresql.conf includes it and may overrule it below. */
export const settingsText = (door: Door) =>
  [
    '# Written by Hospes at every start. Your own settings go to the end of postgresql.conf and win.',
    ...Object.entries({ ...doorSettings(door), ...settings }).map(([name, value]) => `${name} = ${quoted(value)}`),
    '',
  ].join('\n')

export const includeLines = `
# Hospes writes hospes.conf, one folder up, at every start. Your own settings go below the next line and win.
include_if_exists = '../hospes.conf'
`

const settings = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'logical',
  wal_compression: 'on',
  min_wal_size: '80MB',
  max_wal_size: '512MB',
  // A reader of the change stream that went away must not fill the disk.
  max_slot_wal_keep_size: '2GB',

  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  default_text_search_config: 'pg_catalog.simple',
  // The supervisor reads what postgres says when it will not start.
  lc_messages: 'C',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
}

const doorSettings = (door: Door) =>
  'port' in door
    ? { listen_addresses: '127.0.0.1', port: String(door.port), unix_socket_directories: '' }
    : {
        listen_addresses: '',
        port: String(socketPort),
        unix_socket_directories: listed(door.socketDir),
        unix_socket_permissions: '0700',
      }

// The folder list has a quoting of its own inside the quoted value.
const listed = (folder: string) => `"${folder.replaceAll('"', '""')}"`

const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
