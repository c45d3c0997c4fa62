import desk from './desk.json' with { type: 'json' }
import app from './desk-app.json' with { type: 'json' }
import chat from './desk-chat.json' with { type: 'json' }
import live from './desk-live.json' with { type: 'json' }
import queue from './desk-queue.json' with { type: 'json' }
import phone from './desk-phone.json' with { type: 'json' }
import softphone from './desk-softphone.json' with { type: 'json' }
import work from './desk-work.json' with { type: 'json' }
import mail from './desk-mail.json' with { type: 'json' }
import mailAlarms from './desk-mail-alarms.json' with { type: 'json' }
import macros from './desk-macros.json' with { type: 'json' }
import editor from './desk-editor.json' with { type: 'json' }
import clock from './desk-clock.json' with { type: 'json' }
import find from './desk-find.json' with { type: 'json' }
import preview from './desk-preview.json' with { type: 'json' }
import thread from './desk-thread.json' with { type: 'json' }
import rail from './desk-rail.json' with { type: 'json' }

/** What the desk says from the first moment. */
export const texts = { ...desk, ...app, ...chat, ...live, ...queue, ...phone, ...softphone, ...work, ...mail, ...mailAlarms, ...macros, ...editor, ...clock, ...find, ...preview, ...thread, ...rail }
