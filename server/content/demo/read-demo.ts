import { gather } from '../problems.ts'
import { readYaml } from '../read-yaml.ts'
import { ConversationsFile, FeedbackFile, PartnersFile, PropertiesFile, ReservationsFile, StaffFile, TourFile } from './schemas.ts'

/** The demo world as its files tell it. */
export type Demo = {
  partners: PartnersFile
  properties: PropertiesFile
  reservations: ReservationsFile
  staff: StaffFile
  conversations: ConversationsFile
  feedback: FeedbackFile
  tour: TourFile
}

export const readDemo = async (folder: string): Promise<Demo> => {
  const [partners, properties, reservations, staff, conversations, feedback, tour] = await gather<
    [PartnersFile, PropertiesFile, ReservationsFile, StaffFile, ConversationsFile, FeedbackFile, TourFile]
  >([
    readYaml(folder, 'demo/partners.yaml', PartnersFile),
    readYaml(folder, 'demo/properties.yaml', PropertiesFile),
    readYaml(folder, 'demo/reservations.yaml', ReservationsFile),
    readYaml(folder, 'demo/staff.yaml', StaffFile),
    readYaml(folder, 'demo/conversations.yaml', ConversationsFile),
    readYaml(folder, 'demo/feedback.yaml', FeedbackFile),
    readYaml(folder, 'demo/tour.yaml', TourFile),
  ])
  return { partners, properties, reservations, staff, conversations, feedback, tour }
}
