import { gather } from '../problems.ts'
import { readYaml } from '../read-yaml.ts'
import { ConversationsFile, FeedbackFile, MailsFile, PartnersFile, PropertiesFile, ReservationsFile, StaffFile, TourFile } from './schemas.ts'

/** The demo world as its files tell it. */
export type Demo = {
  partners: PartnersFile
  properties: PropertiesFile
  reservations: ReservationsFile
  staff: StaffFile
  conversations: ConversationsFile
  feedback: FeedbackFile
  mails: MailsFile
  tour: TourFile
}

export const readDemo = async (folder: string): Promise<Demo> => {
  const [partners, properties, reservations, staff, conversations, feedback, mails, tour] = await gather<
    [PartnersFile, PropertiesFile, ReservationsFile, StaffFile, ConversationsFile, FeedbackFile, MailsFile, TourFile]
  >([
    readYaml(folder, 'demo/partners.yaml', PartnersFile),
    readYaml(folder, 'demo/properties.yaml', PropertiesFile),
    readYaml(folder, 'demo/reservations.yaml', ReservationsFile),
    readYaml(folder, 'demo/staff.yaml', StaffFile),
    readYaml(folder, 'demo/conversations.yaml', ConversationsFile),
    readYaml(folder, 'demo/feedback.yaml', FeedbackFile),
    readYaml(folder, 'demo/mails.yaml', MailsFile),
    readYaml(folder, 'demo/tour.yaml', TourFile),
  ])
  return { partners, properties, reservations, staff, conversations, feedback, mails, tour }
}
