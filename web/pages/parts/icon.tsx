import {
  ArrowRight, Bell, BellRing, Bookmark, BookOpen, Camera, Check, ChevronLeft, ChevronRight, CircleAlert, Clock, ExternalLink, Hammer, Inbox, Info, KeyRound, LifeBuoy, Link, Lock, Mail,
  MapPin, Menu, MessageSquare, MessagesSquare, Paperclip, Phone, Printer, Search, Send, Share2, Smartphone, UserRound, Wand2, X, type IconNode,
} from 'lucide'
import { writtenOnce } from './written-once.ts'

const icons = {
  arrow: ArrowRight, article: BookOpen, save: Bookmark, check: Check, back: ChevronLeft, next: ChevronRight, alert: CircleAlert, clock: Clock, external: ExternalLink,
  notice: Hammer, inbox: Inbox, info: Info, help: LifeBuoy, link: Link, lock: Lock, key: KeyRound, mail: Mail, map: MapPin, message: MessageSquare, chat: MessagesSquare, file: Paperclip,
  phone: Phone, print: Printer, search: Search, send: Send, share: Share2, person: UserRound, action: Wand2, close: X, bell: Bell, ring: BellRing, camera: Camera, menu: Menu, app: Smartphone,
} satisfies Record<string, IconNode>
export type IconName = keyof typeof icons

/** Beside a word, never instead of one: screen readers pass it over. */
export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => writtenOnce(`icon ${name} ${size}`, () => (
  <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    {icons[name].map(([tag, attributes]) => <Shape tag={tag} attributes={attributes} />)}
  </svg>
))

const Shape = ({ tag: Tag, attributes }: { tag: string; attributes: Record<string, string | number | undefined> }) => <Tag {...attributes} />
