/** The words on the way to a person as the operator's brief lists them, written out: a text that drifts away fails. */
export const terms = {
  en: {
    inbox: 'Inbox', platform: 'Fjordstay messages', seeOptions: 'See contact options', topic: 'Topic', subtopic: 'Subtopic',
    allOptions: 'See all contact options', message: 'Message', send: 'Send message', call: 'Call',
  },
  sv: {
    inbox: 'Meddelanden', platform: 'Fjordstay-meddelanden', seeOptions: 'Se kontaktalternativ', topic: 'Ämne', subtopic: 'Underkategori',
    allOptions: 'Se alla kontaktalternativ', message: 'Skicka meddelande', send: 'Skicka meddelande', call: 'Ring',
  },
  de: {
    inbox: 'Posteingang', platform: 'Kommunikation mit Fjordstay', seeOptions: 'Kontaktmöglichkeiten ansehen', topic: 'Thema', subtopic: 'Unterthema',
    allOptions: 'Alle Kontaktmöglichkeiten anzeigen', message: 'Nachricht schreiben', send: 'Nachricht senden', call: null,
  },
  fr: {
    inbox: 'Boîte de réception', platform: 'Messages de Fjordstay', seeOptions: 'Voir les options de contact', topic: 'Thème', subtopic: 'Sous-thème',
    allOptions: 'Voir toutes les options de contact', message: 'Envoyer un message', send: 'Envoyer le message', call: null,
  },
  es: {
    inbox: 'Bandeja de entrada', platform: 'Mensajes de Fjordstay', seeOptions: 'Ver opciones de contacto', topic: 'Tema', subtopic: 'Subtema',
    allOptions: 'Ver todas las opciones de contacto', message: 'Mensaje', send: 'Enviar mensaje', call: null,
  },
  it: {
    inbox: 'Messaggi', platform: 'Messaggi con Fjordstay', seeOptions: 'Vedi le opzioni di contatto', topic: 'Argomento', subtopic: 'Sotto argomento',
    allOptions: 'Vedi tutte le opzioni per contattarci', message: 'Invia un messaggio', send: 'Invia messaggio', call: null,
  },
  // The brief has no words of its own for these four: what is written here is what the house uses.
  nl: {
    inbox: 'Inbox', platform: 'Fjordstay-berichten', seeOptions: 'Contactmogelijkheden bekijken', topic: 'Onderwerp', subtopic: 'Subonderwerp',
    allOptions: 'Alle contactmogelijkheden bekijken', message: 'Bericht', send: 'Bericht versturen', call: 'Bellen',
  },
  da: {
    inbox: 'Indbakke', platform: 'Fjordstay-beskeder', seeOptions: 'Se kontaktmuligheder', topic: 'Emne', subtopic: 'Underemne',
    allOptions: 'Se alle kontaktmuligheder', message: 'Besked', send: 'Send besked', call: 'Ring',
  },
  pl: {
    inbox: 'Wiadomości', platform: 'Wiadomości Fjordstay', seeOptions: 'Zobacz opcje kontaktu', topic: 'Temat', subtopic: 'Podtemat',
    allOptions: 'Zobacz wszystkie opcje kontaktu', message: 'Wiadomość', send: 'Wyślij wiadomość', call: 'Zadzwoń',
  },
  ar: {
    inbox: 'البريد الوارد', platform: 'رسائل \u2068Fjordstay\u2069', seeOptions: 'عرض خيارات التواصل', topic: 'الموضوع', subtopic: 'الموضوع الفرعي',
    allOptions: 'عرض جميع خيارات التواصل', message: 'رسالة', send: 'إرسال الرسالة', call: 'الاتصال',
  },
} as const
export type TermLocale = keyof typeof terms
