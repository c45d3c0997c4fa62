import { resolve } from 'node:path'
import { importContent } from './content/index.ts'
import { exportContent } from './export-content.ts'
import type { Kept } from '#articles'
import { onlyBrand } from '#brand'
import { reservationByNumber } from '#directory'
import { invite, makeSignedLink, makeWidgetIdentity, staffByEmail, systemActor, type Ctx } from '#identity'
import { rotateKey } from '#push'
import { recount } from '#reporting'
import { open, run, settleBrand, type Boot } from './boot.ts'
import { needDemo, removeDemo } from './app/remove-demo.ts'
import { guestLinkKey } from './app/guest-door.ts'
import { receiveDemoMails } from './app/demo-mails.ts'
import { seed } from './app/seed.ts'
import { examineMail } from './app/mail-doctor.ts'
import { findingsInWords } from './app/mail-findings.ts'
import { callSim } from './call-sim/command.ts'
import { serve } from './serve.ts'
import { signInCode } from './sign-in-code.ts'
import { simulateCommand } from './simulate.ts'
import { secretOf } from './secret.ts'
import { staffCommand } from './staff-command.ts'
import { whenLauncherEnds } from '#platform/parent-watch'
import { welcome } from './welcome.ts'

/** The command line: what each word does. Every command leaves the database as it found it or changed on purpose. */
export const commands: Record<string, { about: string; run: (boot: Boot, args: string[]) => Promise<void> }> = {
  start: { about: 'starts everything: database, migrations, content, pages, desk, API', run: (boot) => start(boot) },
  migrate: { about: 'brings the database to its newest shape and stops', run: (boot) => withDatabase(boot, async () => boot.say('The database has its newest shape.')) },
  seed: {
    about: 'makes the demo world again around today (an installation with the demo world only)',
    run: (boot) => withDatabase(boot, async (ctx, content) => {
      if (!content.demo) throw new Error('content/demo is not there')
      await needDemo(ctx)
      await seed(ctx, content.demo, await secretOf(boot.config))
      boot.say('The demo world stands around today.')
    }),
  },
  import: {
    about: 'import [--overwrite]: brings topics, articles, notices, teams and phone lines up to what the content files say; articles and lists edited since are kept, or overwritten',
    run: (boot, args) => withDatabase(boot, async (ctx, content) => {
      const { kept, keptLists } = await importContent(ctx, content, { overwrite: args.includes('--overwrite') })
      if (kept.length + keptLists.length > 0) boot.say(keptInWords(kept, keptLists))
      boot.say(`Imported ${content.trees.length} topic trees, ${content.articles.length} articles, ${content.lines.length} phone lines, ${content.notices.length} notices.`)
    }),
  },
  export: {
    about: 'export [articles|synonyms|featured] FOLDER: writes articles, words that mean the same and what is featured to FOLDER as the import reads them; without a word all of it',
    run: (boot, args) => exportContent({ say: boot.say, withDatabase: (work) => withDatabase(boot, work) }, args),
  },
  'guest-link': { about: 'guest-link CONFIRMATION [--once]: a signed link into one booking, good for an hour', run: guestLink },
  'widget-identity': { about: 'widget-identity booking NUMBER | guest ID | partner ADDRESS: a token that tells the chat on other pages who stands before it, good once and for ten minutes', run: widgetIdentity },
  admin: { about: 'admin invite EMAIL: a one-time link for the first admin', run: admin },
  staff: {
    about: 'staff import FILE.yaml: who answers with which roles, languages, teams, capacity, doors and hours; changes those who are there and invites the others. staff leave EMAIL: lets somebody in no more',
    run: (boot, args) => staffCommand({ say: boot.say, address: addressOf(boot), withDatabase: (work) => withDatabase(boot, work) }, args),
  },
  doctor: { about: 'doctor mail [--json]: looks at everything mail depends on, and says what is wrong, what it means and what to do', run: doctor },
  'call-sim': { about: 'call-sim [partner|guest|LINE] [FROM]: rings the desk of the running demo world, without any carrier', run: callSim },
  simulate: {
    about: 'simulate [SCENARIO.yaml] [--seeds 20] [--out docs]: what a season would do to the queue, every policy on the same arrivals; writes queue.md and pictures. With --from-history or --file CONTACTS.csv [--load 1]: the staff that each hour needs, in staffing.md',
    run: (boot, args) => simulateCommand({ contentDir: resolve(boot.root, 'content'), say: boot.say, withDatabase: (work) => withDatabase(boot, work) }, args),
  },
  recount: { about: 'counts the figures leads look at anew from the conversations', run: (boot) => withDatabase(boot, async (ctx) => {
    await recount(ctx)
    boot.say('The figures are counted anew.')
  }) },
  'push-key': { about: 'makes a new key for notifications; devices move to it when they are next used', run: (boot) => withDatabase(boot, async (ctx) => {
    await rotateKey(ctx, await secretOf(boot.config))
    boot.say('There is a new key for notifications. Devices go on under the old one until they are next used; then it is forgotten.')
  }) },
  'sign-in-code': { about: 'sign-in-code off ADDRESS [--partner]: turns off the sign-in code of somebody of staff, or of a partner, who has lost it; they are told by mail', run: (boot, args) => withDatabase(boot, async (ctx) => boot.say(await signInCode({ ctx, config: boot.config, secret: await secretOf(boot.config) }, args))) },
  demo: { about: 'demo remove: takes the demo world’s people and conversations away', run: demo },
}

type Content = Awaited<ReturnType<typeof open>>['content']

const withDatabase = async (boot: Boot, work: (ctx: Ctx, content: Content) => Promise<void>) => {
  const installation = await open(boot)
  try {
    const brandId = await settleBrand(boot, installation)
    await work({ db: installation.system.db, actor: systemActor(brandId), now: boot.now, log: boot.log }, installation.content)
  } finally {
    await installation.leave()
  }
}

const start = async (boot: Boot) => {
  const installation = await open(boot)
  const isNew = !(await onlyBrand(installation.system.db))
  const running = await run(boot, installation).catch(async (error: unknown) => {
    await installation.leave()
    throw error
  })
  const listening = await serve(running).catch(async (error: unknown) => {
    await running.close()
    await installation.leave()
    throw error
  })
  const state = { stopping: false }
  const stop = async () => {
    if (state.stopping) return
    state.stopping = true
    boot.say('\nStopping …')
    await listening.close()
    await running.close()
    await installation.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  whenLauncherEnds(() => void stop())
  await welcome(boot, running, listening.port)
  const { demo: told } = installation.content
  if (isNew && running.app.brandIsDemo && told) await receiveDemoMails(running, told).catch((error: unknown) => boot.log.error({ err: error }, 'the mails of the demo world did not come'))
}

const keptInWords = (kept: readonly Kept[], lists: readonly string[]) =>
  [
    'Edited here since the last import, and kept (--overwrite takes the files instead; export writes what stands here):',
    ...kept.map(({ key, locale }) => `  articles/${key}/${locale ? `${locale}.md` : '*.md: what its languages share'}`),
    ...lists.map((file) => `  ${file}`),
  ].join('\n')

const addressOf = ({ config }: Boot) => config.publicUrl ?? `http://${config.host}:${config.port}`

async function admin(boot: Boot, [action, email]: string[]) {
  if (action !== 'invite' || !email?.includes('@')) throw new Error('Say whom to invite: hospes admin invite you@example.com')
  await withDatabase(boot, async (ctx) => {
    const isStaff = await staffByEmail(ctx, email)
    if (isStaff) throw new Error(`${isStaff.name} (${email}) is staff already: hospes staff import changes what they do.`)
    const { token, expiresAt } = await invite(ctx, { email, role: 'admin' })
    boot.say(`${addressOf(boot)}/setup/${token}\nFor ${email}, until ${expiresAt.toISOString()}, once.`)
  })
}

async function demo(boot: Boot, [action]: string[]) {
  if (action !== 'remove') throw new Error('hospes demo remove takes the demo world away')
  await withDatabase(boot, async (ctx) => {
    await removeDemo(ctx)
    boot.say('The demo world is gone; topics, articles and phone lines stay.')
  })
}

async function doctor(boot: Boot, [what, ...rest]: string[]) {
  if (what !== 'mail') throw new Error('Say what to look at: hospes doctor mail [--json]')
  await withDatabase(boot, async (ctx) => {
    const findings = await examineMail({ config: boot.config, ctx })
    const isWell = findings.every(({ level }) => level !== 'fail')
    boot.say(rest.includes('--json') ? JSON.stringify({ ok: isWell, findings }, null, 2) : `${findingsInWords(findings)}\n\n${isWell ? 'Mail works.' : 'Something has to be mended.'}`)
    if (!isWell) process.exitCode = 1
  })
}

const linkHours = 1

async function guestLink(boot: Boot, [number = '', ...rest]: string[]) {
  if (!/^\d{4,20}$/.test(number)) throw new Error('Say whose booking: hospes guest-link 4071882316')
  await withDatabase(boot, async (ctx) => {
    if (!(await reservationByNumber(ctx, number))) throw new Error(`There is no reservation ${number}.`)
    const expiresAt = new Date(ctx.now().getTime() + linkHours * 3_600_000)
    const token = makeSignedLink({ number, expiresAt, once: rest.includes('--once') }, guestLinkKey(boot.config, await secretOf(boot.config)))
    boot.say(`${addressOf(boot)}/en/guest/link?t=${token}\nUntil ${expiresAt.toISOString()}.`)
  })
}

async function widgetIdentity(boot: Boot, [kind = '', id = '']: string[]) {
  const who = kind === 'booking' ? { booking: id } : kind === 'guest' ? { guest: id } : kind === 'partner' ? { partner: id } : null
  if (!who || !id) throw new Error('Say who it is: hospes widget-identity booking 4071882316')
  boot.say(makeWidgetIdentity(who, { now: boot.now(), key: guestLinkKey(boot.config, await secretOf(boot.config)) }))
}
