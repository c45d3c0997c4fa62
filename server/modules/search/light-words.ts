/**
 * Words that stand in many questions and tell little of what is asked, without accents: what somebody does, feels or has in
 * any matter at all. They count for less than the others, not for nothing: "logga in" is meant by both of its words.
 */
const texts: Record<string, string> = {
  sv: `komma kom kommer kommit ga gar gick ta tar tog tagit saga sager sa sagt ligger lag star stod hallas haller halla lagga lagger sitter satt se ser sag tycker tror vet visste veta
    hem idag imorgon igar ikvall kvall natt dag dagar vecka veckor manad gang ganger alltid aldrig redan fortfarande igen helt jatte verkligen valdigt riktigt snabbt lange lite mycket forsta hela
    samma annan annat andra olika sjalv sjalva egen eget egna ny nytt nya gammal bra dalig daligt fel ratt stor liten mer mest mindre minst fler battre hur langt ner bort fram tillbaka hit dit
    nan nat nagonting ingen inget inga folk person hjalp hjalpa behover problem fraga fragor ville vart varfor gor funkar fungerar borjar slutar forsoker forsokt provat vantar vantat skicka
    hittar hitta syns synas visar visas visa anvander anvanda tack ok snart direkt genast bade antal kunna kanske enda just tid saker sak grej hamnar hamna drog heter blivit gillar mar`,
  en: `come comes came coming go goes going gone went take takes took taking give gives given gave say says said tell tells told see sees saw know knows keep keeps kept keep make makes made put puts
    home today tomorrow yesterday tonight day days week weeks month time times always never already still again really quite quickly fast long little much many first whole same other another
    different own new old good bad wrong right big small more most less least better up down back away out over off thing things something anything nothing everything someone anyone somebody nobody
    no one people person help question problem issue works work working try tried trying start stop wait waiting send use using find look looks looking show shows showing because while
    let lets getting gets getting ask asks asked asking think thinks happened soon now straight only even any some all each every really supposed possible way ages bit lot lots`,
}

const words = new Map(Object.entries(texts).map(([locale, text]) => [locale, new Set(text.split(/\s+/).filter(Boolean))]))

export const isLight = (folded: string, locale: string): boolean => words.get(locale.split('-')[0] ?? '')?.has(folded) ?? false
