import { gather } from '../problems.ts'
import { readYaml } from '../read-yaml.ts'
import { ConversationsFile, PartnersFile, PropertiesFile, ReservationsFile, StaffFile, TourFile } from './schemas.ts'

/** The demo world as its files tell it. */
export type Demo = {
  partners: PartnersFile
  properties: PropertiesFile
  reservations: ReservationsFile
  staff: StaffFile
  conversations: ConversationsFile
  tour: TourFile
}

export const readDemo = async (folder: string): Promise<Demo> => {
  const [partners, properties, reservations, staff, conversations, tour] = await gather<
    [PartnersFile, PropertiesFile, ReservationsFile, StaffFile, ConversationsFile, TourFile]
  >([
    readYaml(folder, 'demo/partners.yaml', PartnersFile),
    readYaml(folder, 'demo/properties.yaml', PropertiesFile),
    readYaml(folder, 'demo/reservations.yaml', ReservationsFile),
    readYaml(folder, 'demo/staff.yaml', StaffFile),
    readYaml(folder, 'demo/conversations.yaml', ConversationsFile),
    readYaml(folder, 'demo/tour.yaml', TourFile),
  ])
  return { partners, properties, reservations, staff, conversations, tour }
}
