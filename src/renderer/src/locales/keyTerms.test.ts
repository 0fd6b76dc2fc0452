import { expect, it } from 'vitest';
import type { Language } from '@shared/preferences';
import { textLeaves } from '../testing/textLeaves';
import en from './en.json';

/** What each language calls the things that the app is about, by the stem that all forms of the word have. */
interface KeyTerms {
  readonly counter: RegExp;
  readonly agent: RegExp;
  readonly contactCenter: RegExp;
  readonly conversation: RegExp;
  readonly staff: RegExp;
}

const ENGLISH: KeyTerms = {
  counter: /\bcounters?\b/i,
  agent: /\bagents?\b/i,
  contactCenter: /\bcontact centers?\b/i,
  conversation: /\bconversation\b/i,
  staff: /\bstaff\b/i,
};

const TERMS: Readonly<Record<Exclude<Language, 'en'>, KeyTerms>> = {
  de: {
    counter: /schalter/i,
    agent: /ansprechperson/i,
    contactCenter: /kontaktcenter/i,
    conversation: /unterhaltung/i,
    staff: /personal/i,
  },
  es: {
    counter: /puesto/i,
    agent: /agente/i,
    contactCenter: /centros? de contacto/i,
    conversation: /conversación/i,
    staff: /personal/i,
  },
  fr: {
    counter: /borne/i,
    agent: /conseiller/i,
    contactCenter: /centres? de contact/i,
    conversation: /conversation/i,
    staff: /personnel/i,
  },
  it: {
    counter: /postazione/i,
    agent: /operator/i,
    contactCenter: /contact center/i,
    conversation: /conversazione/i,
    staff: /personale/i,
  },
  'pt-BR': {
    counter: /balcão/i,
    agent: /atendente/i,
    contactCenter: /centra(l|is) de atendimento/i,
    conversation: /conversa/i,
    staff: /equipe/i,
  },
  pl: {
    counter: /stanowisk/i,
    agent: /konsultan/i,
    contactCenter: /centr(um|a|ów) kontaktu/i,
    conversation: /rozmow/i,
    staff: /personel/i,
  },
  uk: {
    counter: /стій[кц]/i,
    agent: /оператор/i,
    contactCenter: /контакт-центр/i,
    conversation: /розмов/i,
    staff: /персонал/i,
  },
  tr: {
    counter: /gişe/i,
    agent: /temsilci/i,
    contactCenter: /[iİ]letişim merkez/,
    conversation: /konuşma/i,
    staff: /görevli/i,
  },
  ja: {
    counter: /窓口/,
    agent: /オペレーター/,
    contactCenter: /コンタクトセンター/,
    conversation: /会話/,
    staff: /スタッフ/,
  },
  'zh-Hans': {
    counter: /柜台/,
    agent: /客服人员/,
    contactCenter: /联络中心/,
    conversation: /对话/,
    staff: /工作人员/,
  },
  ar: {
    counter: /نقطة/,
    agent: /موظف/,
    contactCenter: /(مركز|مراكز) (ال)?اتصال/,
    conversation: /محادثة/,
    staff: /موظف/,
  },
  he: {
    counter: /עמדה/,
    agent: /נציג/,
    contactCenter: /מרכזי? ה?שירות/,
    conversation: /שיחה/,
    staff: /צוות/,
  },
  hi: {
    counter: /काउंटर/,
    agent: /प्रतिनिधि/,
    contactCenter: /संपर्क केंद्र/,
    conversation: /बातचीत/,
    staff: /कर्मचार/,
  },
};

const files = import.meta.glob<typeof en>('./*.json', { import: 'default', eager: true });
const english = textLeaves(en);

it.each(Object.entries(TERMS))('%s calls each key term by one word', (language, terms) => {
  const translated = new Map(textLeaves(files[`./${language}.json`] ?? {}));
  const others = (Object.keys(ENGLISH) as (keyof KeyTerms)[]).flatMap((term) =>
    english
      .filter(([, text]) => ENGLISH[term].test(text))
      .map(([key]) => [term, key, translated.get(key) ?? ''] as const)
      .filter(([, , text]) => !terms[term].test(text)),
  );
  expect(others).toEqual([]);
});
