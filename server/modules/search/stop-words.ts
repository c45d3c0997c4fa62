/**
 * Words that a question is made of and an answer is not found by, without accents; they come on top of those that
 * PostgreSQL's dictionaries leave out, which know them only with their accents.
 */
export const stopWords: Record<string, string> = {
  sv: `jag du han hon vi ni de dem den det en ett min mitt mina din ditt dina er ert era oss hur nar var vart vad vem varfor vilken vilket vilka
    om for pa av till fran i med utan at att och eller men sa ar var vara varit blir bli blev har hade ha gor gora gjort gjorde ska skall skulle
    kan kunna kunde far fa fick maste vill ville borde bor behover inte ej icke som dar har nu ju ocksa bara mycket nagon nagot nagra alla allt
    sig sin sitt sina efter fore under over upp ut in hej tack snalla man mig dig hos vid hander hant galler varje finns fanns`,
  en: `i you he she we they it me my mine your yours our ours their a an the this that these those how when where what who why which whom
    do does did doing done is are was were be been being am has have had can could will would shall should may might must need want get got
    to of in on at by for from with into about as and or but not no if so too very just also there here please hi hello thanks s t m ve re ll d don
    happens happen`,
  de: `ich du er sie es wir ihr mein meine meinen meinem meiner dein ihre ihren der die das den dem des ein eine einen einem einer wie wann wo was wer
    warum wieso welche welcher welches ist sind war waren sein bin habe hat haben hatte kann konnen konnte muss mussen soll sollen will wollen mochte
    darf wird werden wurde zu von im in am an auf fur mit ohne uber unter nach vor bei aus und oder aber nicht kein keine wenn ob dass so auch noch mir mich
    man gibt passiert bitte hallo`,
  fr: `je tu il elle nous vous ils elles on me te se mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs le la les un une des du de d l
    au aux a en dans sur sous par pour avec sans comment quand ou que quoi qui pourquoi quel quelle quels quelles est sont etait etre suis ai as
    avons avez ont avoir peut peux pouvez faire fait dois doit faut veux veut et ou mais ne pas plus si ce cet cette ces y c j n s m t qu bonjour merci`,
  es: `yo tu el ella nosotros vosotros ellos ellas me te se mi mis tus su sus nuestro vuestro la lo los las un una unos unas de del al a en con sin
    por para sobre entre como cuando donde que quien quienes cual cuales es son era ser soy estoy esta estan estar he ha han haber tengo tiene
    puedo puede poder hago hacer hace debo debe quiero quiere y o pero no si ya muy mas este esta estos estas eso esto hola gracias`,
  it: `io tu lui lei noi voi loro mi ti si ci vi mio mia miei mie tuo tua suo sua nostro vostro il lo la i gli le l un uno una di del dello della
    dei degli delle a al alla ai agli alle da dal dalla in nel nella con su sul sulla per tra fra come quando dove che chi cosa perche quale quali
    e sono era essere ho ha hanno avere posso puo potere faccio fare fa devo deve voglio vuole ed o ma non se piu questo questa questi queste ciao grazie`,
  nl: `ik jij je u hij zij ze wij we jullie mijn jouw uw zijn haar ons onze hun de het een der des hoe wanneer waar wat wie waarom welke welk is
    ben bent zijn was waren heb hebt heeft hebben had kan kunt kunnen kon moet moeten mag mogen wil willen zal zullen doe doet doen gedaan te van in op
    aan met zonder voor na bij uit over onder naar door om en of maar niet geen als dan dat die dit deze er ook nog al mij me hallo bedankt`,
  da: `jeg du han hun vi i de dem den det en et min mit mine din dit dine jeres vores hvordan hvornar hvor hvad hvem hvorfor hvilken hvilket hvilke
    er var vaere vaeret bliver blive blev har havde have gor gore gjort skal skulle kan kunne far fa fik ma vil ville bor om for pa af til fra med
    uden ved og eller men sa ikke ej som der her nu jo ogsa bare noget nogen alle alt sig sin sit sine efter under over op ud ind mig dig hej tak man`,
  pl: `ja ty on ona my wy oni moj moja moje moich twoj twoja nasz nasza jak kiedy gdzie co kto dlaczego jaki jaka jakie ktory ktora ktore czy jest sa
    byl byla bylo byc jestem mam ma maja miec moge moze mozna musze musi trzeba chce chca do od z ze w we na po za przez przed pod nad o u dla bez i oraz
    lub albo ale nie jesli gdy ze sie to ten ta te tego tej tym mnie mi go jej ich`,
  ar: `انا انت هو هي نحن انتم هم كيف متى اين ماذا ما من لماذا هل اي الذي التي هذا هذه ذلك تلك في على الى عن مع بدون بعد قبل عند او و ثم لكن لا لم لن ان
    اذا كان كانت يكون لي لك له لنا يمكن يمكنني اريد يجب قد كل`,
}
