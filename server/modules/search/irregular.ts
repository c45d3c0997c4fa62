/**
 * Forms that no rule of endings leads back to their word, without accents: the trade's verbs first, as people tell what has
 * happened ("they sold the room", "gästen drog"). The word stands first on each line.
 */
const forms: Record<string, string> = {
  sv: `dra drar drog dragit dragen draget|betala betalt|salja salt salde saljer|ringa ringt|stjala stal stulit stulen stulet|bryta brot brutit bruten|skriva skrev skrivit skriven
    skjuta skot skjutit|forstora forstort|sla slog slagit|gora gjort|ligga lag legat|sta stod statt|halla holl hallit|falla foll fallit|forsvinna forsvann forsvunnit
    slippa slapp sluppit|hinna hann hunnit|be bad bett ber|ta tog tagit tar|lagga la lade lagt|satta satte satt|valja valt valde|veta visste vetat|bita bet bitit|dyka dok dykt
    ga gick gatt gar|fa fick fatt far|komma kom kommit kommer|ge gav gett givit ger|lata lat latit later|se sag sett ser|saga sa sagt sager|heta hette hetat heter|bjuda bjod bjudit
    tacka tackat|nekad nekat|kopa kopt|mista mist|tappa tappat|bli blev blivit blir|driva drev drivit|vinna vann vunnit|binda band bundit|dricka drack druckit|stanga stangt|lasa lost last
    krava kravt|glomma glomt|lura lurat|logga loggat|pengar pengarna peng|bocker bok|manader manad|hander hand|natter natt|stader stad|kvitto kvitton kvittot|konto konton kontot|foto foton fotot`,
  en: `ring rang rung|pay paid|sell sold|leave left|go went gone|take took taken|break broke broken|come came|lose lost|send sent|buy bought|forget forgot forgotten|steal stole stolen
    write wrote written|say said|tell told|find found|keep kept|make made|give gave given|show shown|choose chose chosen|hold held|meet met|spend spent|think thought|understand understood
    hide hid hidden|see saw seen|know knew known|bring brought|catch caught|feel felt|fall fell fallen|freeze froze frozen|hear heard|wake woke|withdraw withdrew withdrawn|mean meant
    speak spoke spoken|throw threw thrown|tear tore torn|sleep slept|drive drove driven|begin began begun|quit quitted|run ran|sit sat|stand stood|teach taught|wear wore worn|win won|drop dropped
    person people|child children|man men|woman women|life lives|knife knives|picture pic pics|photo photos foto fotos|info information|stats stat statistics|reservation rez`,
}

const bases = new Map(Object.entries(forms).map(([locale, text]) => {
  const lines = text.split(/[|\n]/).map((line) => line.trim().split(/\s+/).filter(Boolean))
  return [locale, new Map(lines.flatMap(([word = '', ...others]) => others.map((other) => [other, word] as const)))] as const
}))

/** The word that an irregular form belongs to; the form itself where it is none. */
export const baseOf = (folded: string, locale: string): string => bases.get(locale.split('-')[0] ?? '')?.get(folded) ?? folded
