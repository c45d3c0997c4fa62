import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { needPackages } from '../mail/debian.ts'
import { listening, type Ground } from '../mail/ground.ts'

const modules = '/usr/lib/x86_64-linux-gnu/kamailio/modules'
const needed: Record<string, string> = { '/usr/sbin/kamailio': 'kamailio', [`${modules}/websocket.so`]: 'kamailio-websocket-modules', [`${modules}/auth_ephemeral.so`]: 'kamailio-autheph-modules' }
/** Sees to it that Kamailio is there; nothing of its own setting is used. */
export const needKamailio = (say: (line: string) => void): void => needPackages(needed, say)

export type Registrar = { port: number; domain: string; secret: string }

/** A registrar and proxy over WebSocket, in a folder of its own. */
export const startKamailio = async (ground: Ground, registrar: Registrar): Promise<void> => {
  const folder = await ground.folder('kamailio')
  const file = path.join(folder, 'kamailio.cfg')
  await writeFile(file, configOf(registrar))
  ground.start('/usr/sbin/kamailio', ['-f', file, '-DD', '-E', '-Y', folder, '-w', folder, '-m', '32', '-M', '8', '-P', path.join(folder, 'pid')])
  await listening(registrar.port)
}

/** What the desk mints too: see docs/operate/phone.md. */
export const credentialsOf = ({ secret }: Pick<Registrar, 'secret'>, name: string, until: Date): { user: string; password: string } => {
  const user = `${Math.floor(until.getTime() / 1_000)}:${name}`
  return { user, password: createHmac('sha256', secret).update(user).digest('base64') }
}

const configOf = ({ port, secret }: Registrar) => `#!KAMAILIO
debug=0
log_stderror=yes
fork=yes
children=1
tcp_children=2
auto_aliases=no
listen=tcp:127.0.0.1:${port}
tcp_connection_lifetime=3604
tcp_accept_no_cl=yes
tcp_rd_buf_size=65536
mpath="${modules}/"
${['kex', 'tm', 'sl', 'rr', 'pv', 'maxfwd', 'usrloc', 'registrar', 'textops', 'siputils', 'xhttp', 'websocket', 'nathelper', 'auth', 'auth_ephemeral'].map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("auth_ephemeral", "secret", "${secret}")
modparam("auth_ephemeral", "sha_algorithm", 1)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("registrar", "max_contacts", 2)
modparam("websocket", "keepalive_mechanism", 1)

${routes}`

const routes = `request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  # Nothing of ours is near this long; what is, is no call.
  if (msg:len > 16384) { sl_send_reply("513", "Message Too Large"); exit; }
  force_rport();
  if (is_method("REGISTER")) { fix_nated_register(); } else { add_contact_alias(); }
  if (has_totag()) {
    if (loose_route()) { handle_ruri_alias(); route(RELAY); }
    if (is_method("ACK") && t_check_trans()) { route(RELAY); }
    exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) { route(RELAY); } exit; }
  if (is_method("REGISTER")) {
    if (!autheph_www("$fd")) { auth_challenge("$fd", "1"); exit; }
    if (!autheph_check_to()) { sl_send_reply("403", "Forbidden"); exit; }
    consume_credentials();
    if (!save("location")) { sl_reply_error(); }
    exit;
  }
  if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  if (!autheph_proxy("$fd")) { auth_challenge("$fd", "1"); exit; }
  if (!autheph_check_from()) { sl_send_reply("403", "Forbidden"); exit; }
  consume_credentials();
  record_route();
  if (!lookup("location")) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
  route(RELAY);
}

route[RELAY] {
  t_on_reply("NEAR");
  if (!t_relay()) { sl_reply_error(); }
  exit;
}

onreply_route[NEAR] { add_contact_alias(); }

event_route[xhttp:request] {
  set_reply_close();
  set_reply_no_connect();
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade" && $rm =~ "GET") {
    if (ws_handle_handshake()) { exit; }
  }
  xhttp_reply("404", "Not Found", "", "");
}
`
