import { root } from './place.js'

/** Something the person at the keyboard can mend; the message says what and how. */
export class Trouble extends Error {}

/**
 * What npm's output means for whoever started Hospes, ending with npm's own words.
 * @param {string} output
 */
export const installTrouble = (output) => {
  const meaning = meanings.find(({ sign }) => sign.test(output))?.say ?? 'npm could not install what Hospes needs.'
  return new Trouble(`${meaning}\n\nnpm said:\n${output.trim().split('\n').slice(0, 15).join('\n')}`)
}

const meanings = [
  {
    sign: /ENOSPC/,
    say: `The disk is full: Hospes needs about 1 GB for its packages in ${root} and npm's cache. Make room and start again.`,
  },
  {
    sign: /EACCES|EPERM|EROFS/,
    say: `Hospes may not write into ${root} or npm's cache. Start it as the user who owns the folder, or give the folder to this user (chown -R).`,
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/,
    say: 'The package registry does not answer. Check the network; behind a proxy set HTTPS_PROXY, and with a registry of your own `npm config set registry URL`.',
  },
  {
    sign: /CERT|certificate/,
    say: "The package registry's certificate is not trusted here. Behind a proxy that reads along set NODE_EXTRA_CA_CERTS to its certificate.",
  },
  {
    sign: /EINTEGRITY/,
    say: 'A package arrived damaged or altered. Run `npm cache verify` and start again.',
  },
]
