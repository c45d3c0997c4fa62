import type { Channel } from '#contract/content'
import type { LucideIcon } from 'lucide-react'
import Mail from 'lucide-react/icons/mail'
import MessageSquare from 'lucide-react/icons/message-square'
import MessagesSquare from 'lucide-react/icons/messages-square'
import Phone from 'lucide-react/icons/phone'
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing'
import Smartphone from 'lucide-react/icons/smartphone'

export const channelIcons: Record<Channel, LucideIcon> = {
  message: MessageSquare,
  chat: MessagesSquare,
  email: Mail,
  phone: Phone,
  callback: PhoneOutgoing,
  app: Smartphone,
}
