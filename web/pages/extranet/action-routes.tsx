import { Hono } from 'hono'
import { Refusal } from '#kernel'
import type { PartnerPort, PropertyView } from '../ports.ts'
import { showPrivately } from '../help/answer.ts'
import type { Site, Visit } from '../site.ts'
import { EndContractPage, isEnding, MapLocationPage, NoShowPage } from './actions.tsx'
import { platformPath } from './frame.tsx'
import { idOr, posted } from './posted.ts'
import { signedIn, type SignedInPage } from './signed-in.ts'

const newId = () => crypto.randomUUID()

/** Things a partner does alone instead of writing. */
export const actionRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/actions'
  return new Hono()
    .get(`${at}/map-location`, signedIn(site, mapForm))
    .post(`${at}/map-location`, signedIn(site, moveOnMap))
    .get(`${at}/mark-no-show`, signedIn(site, noShowForm))
    .post(`${at}/mark-no-show`, signedIn(site, markNoShow))
    .get(`${at}/end-contract`, signedIn(site, endForm))
    .post(`${at}/end-contract`, signedIn(site, endContract))
}

const chosenOf = (properties: PropertyView[], id: string | undefined) => properties.find((property) => property.id === id) ?? properties[0] ?? null

const mapForm: SignedInPage = async ({ port, visit, c }) => {
  const properties = await port.properties()
  const chosen = chosenOf(properties, c.req.query('property'))
  const typed = { latitude: String(chosen?.latitude ?? ''), longitude: String(chosen?.longitude ?? '') }
  return showPrivately(c, <MapLocationPage visit={visit} properties={properties} chosen={chosen} typed={typed} error={undefined} done={c.req.query('done') === '1'} />)
}

const moveOnMap: SignedInPage = async ({ port, visit, c }) => {
  const form = await posted(c)
  const typed = { latitude: form.text('latitude').trim(), longitude: form.text('longitude').trim() }
  const properties = await port.properties()
  const chosen = chosenOf(properties, form.text('property'))
  const latitude = degrees(typed.latitude, 90)
  const longitude = degrees(typed.longitude, 180)
  if (!chosen || latitude === null || longitude === null) {
    return showPrivately(c, <MapLocationPage visit={visit} properties={properties} chosen={chosen} typed={typed} error={visit.tr.t('contact.map.wrong')} done={false} />, 422)
  }
  await port.moveOnMap(chosen.id, { latitude, longitude })
  return c.redirect(`${c.req.path}?property=${chosen.id}&done=1`, 303)
}

const degrees = (typed: string, most: number) => {
  const value = Number(typed.replace(',', '.'))
  return typed !== '' && Number.isFinite(value) && Math.abs(value) <= most ? value : null
}

const noShow = async (visit: Visit, port: PartnerPort, shown: { error?: string; done?: boolean }) => (
  <NoShowPage visit={visit} candidates={await port.noShowCandidates()} error={shown.error} done={shown.done ?? false} />
)

const noShowForm: SignedInPage = async ({ port, visit, c }) => showPrivately(c, await noShow(visit, port, { done: c.req.query('done') === '1' }))

const markNoShow: SignedInPage = async ({ port, visit, c }) => {
  const form = await posted(c)
  try {
    await port.markNoShow(form.text('reservation'))
    return c.redirect(`${c.req.path}?done=1`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return showPrivately(c, await noShow(visit, port, { error: visit.tr.t('contact.noShow.notNow') }), 422)
  }
}

const nothing = { propertyId: '', kind: '', date: '', reason: '' }
const endPlace = { topic: 'account', subtopic: 'terminate-contract' }

const endForm: SignedInPage = async ({ port, visit, c }) =>
  showPrivately(c, <EndContractPage visit={visit} properties={await port.properties()} submissionId={newId()} typed={nothing} errors={[]} />)

const endContract: SignedInPage = async ({ port, visit, c }) => {
  const { tr } = visit
  const form = await posted(c)
  const typed = { propertyId: form.text('propertyId'), kind: form.text('kind'), date: form.text('date'), reason: form.text('reason').trim() }
  const submissionId = idOr(form.text('submissionId'), newId)
  const properties = await port.properties()
  const property = properties.find(({ id }) => id === typed.propertyId)
  const errors = [
    ...(property ? [] : [{ id: 'property', text: tr.t('errors.propertyMissing') }]),
    ...(isEnding(typed.kind) ? [] : [{ id: 'kind', text: tr.t('contact.end.kindMissing') }]),
    ...(/^\d{4}-\d\d-\d\d$/.test(typed.date) ? [] : [{ id: 'date', text: tr.t('contact.end.dateMissing') }]),
    ...(typed.reason ? [] : [{ id: 'reason', text: tr.t('errors.bodyEmpty') }]),
  ]
  if (errors.length > 0 || !isEnding(typed.kind) || !property) {
    return showPrivately(c, <EndContractPage visit={visit} properties={properties} submissionId={submissionId} typed={typed} errors={errors} />, 422)
  }
  const body = [`${tr.t('contact.end.what')} ${tr.t(`contact.end.${typed.kind}`)}`, `${tr.t('contact.end.date')}: ${tr.date(typed.date)}`, '', typed.reason].join('\n')
  const { id } = await port.send(endPlace, { submissionId, propertyId: property.id, body })
  return c.redirect(platformPath(visit, id, 'sent'), 303)
}
