import { directionOf } from '@shared/language';
import type { Language } from '@shared/preferences';

/**
 * The words of a saved transcript besides those of the people in it. The page does not send them: a file is written
 * from what main knows, and main has no other texts.
 */
interface Words {
  readonly heading: string;
  readonly subject: string;
  /** With `{name}` where the name goes, like `left`. */
  readonly joined: string;
  readonly left: string;
  readonly restarted: string;
  readonly notSent: string;
  readonly notConfirmed: string;
  /** The names of the file types in the dialog, like `webPage`. */
  readonly text: string;
  readonly webPage: string;
}

export interface TranscriptLabels extends Words {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    heading: 'Chat',
    subject: 'Subject',
    joined: '{name} joined',
    left: '{name} left',
    restarted: 'the contact center began a new transcript',
    notSent: 'not sent',
    notConfirmed: 'not confirmed',
    text: 'Text',
    webPage: 'Web page (HTML)',
  },
  es: {
    heading: 'Chat',
    subject: 'Asunto',
    joined: '{name} se ha unido',
    left: '{name} ha salido',
    restarted: 'el centro de contacto ha empezado una nueva transcripción',
    notSent: 'no enviado',
    notConfirmed: 'no confirmado',
    text: 'Texto',
    webPage: 'Página web (HTML)',
  },
  fr: {
    heading: 'Chat',
    subject: 'Objet',
    joined: '{name} a rejoint le chat',
    left: '{name} a quitté le chat',
    restarted: 'le centre de contact a commencé une nouvelle transcription',
    notSent: 'non envoyé',
    notConfirmed: 'non confirmé',
    text: 'Texte',
    webPage: 'Page web (HTML)',
  },
  de: {
    heading: 'Chat',
    subject: 'Betreff',
    joined: '{name} ist beigetreten',
    left: '{name} hat den Chat verlassen',
    restarted: 'das Kontaktcenter hat ein neues Protokoll begonnen',
    notSent: 'nicht gesendet',
    notConfirmed: 'nicht bestätigt',
    text: 'Text',
    webPage: 'Webseite (HTML)',
  },
  'pt-BR': {
    heading: 'Chat',
    subject: 'Assunto',
    joined: '{name} entrou',
    left: '{name} saiu',
    restarted: 'a central de atendimento começou uma nova transcrição',
    notSent: 'não enviada',
    notConfirmed: 'não confirmada',
    text: 'Texto',
    webPage: 'Página da web (HTML)',
  },
  it: {
    heading: 'Chat',
    subject: 'Oggetto',
    joined: '{name} partecipa alla chat',
    left: '{name} ha lasciato la chat',
    restarted: 'il contact center ha iniziato una nuova trascrizione',
    notSent: 'non inviato',
    notConfirmed: 'non confermato',
    text: 'Testo',
    webPage: 'Pagina web (HTML)',
  },
  pl: {
    heading: 'Czat',
    subject: 'Temat',
    joined: '{name} dołącza',
    left: '{name} opuszcza czat',
    restarted: 'centrum kontaktu rozpoczęło nowy zapis',
    notSent: 'nie wysłano',
    notConfirmed: 'niepotwierdzona',
    text: 'Tekst',
    webPage: 'Strona internetowa (HTML)',
  },
  tr: {
    heading: 'Sohbet',
    subject: 'Konu',
    joined: '{name} katıldı',
    left: '{name} ayrıldı',
    restarted: 'iletişim merkezi yeni bir döküm başlattı',
    notSent: 'gönderilmedi',
    notConfirmed: 'doğrulanmadı',
    text: 'Metin',
    webPage: 'Web sayfası (HTML)',
  },
  uk: {
    heading: 'Чат',
    subject: 'Тема',
    joined: '{name} приєднується',
    left: '{name} виходить',
    restarted: 'контакт-центр розпочав новий запис розмови',
    notSent: 'не надіслано',
    notConfirmed: 'не підтверджено',
    text: 'Текст',
    webPage: 'Вебсторінка (HTML)',
  },
  ar: {
    heading: 'المحادثة',
    subject: 'الموضوع',
    joined: 'انضمام {name}',
    left: 'مغادرة {name}',
    restarted: 'بدأ مركز الاتصال سجلًا جديدًا',
    notSent: 'لم تُرسل',
    notConfirmed: 'غير مؤكدة',
    text: 'نص',
    webPage: 'صفحة ويب (HTML)',
  },
  he: {
    heading: 'צ׳אט',
    subject: 'נושא',
    joined: 'הצטרפות: {name}',
    left: 'עזיבה: {name}',
    restarted: 'מוקד השירות התחיל תמליל חדש',
    notSent: 'לא נשלחה',
    notConfirmed: 'לא אושרה',
    text: 'טקסט',
    webPage: 'דף אינטרנט (HTML)',
  },
  hi: {
    heading: 'चैट',
    subject: 'विषय',
    joined: '{name} शामिल',
    left: '{name} ने चैट छोड़ी',
    restarted: 'संपर्क केंद्र ने नया विवरण शुरू किया',
    notSent: 'नहीं भेजा गया',
    notConfirmed: 'पुष्टि नहीं हुई',
    text: 'टेक्स्ट',
    webPage: 'वेब पेज (HTML)',
  },
  ja: {
    heading: 'チャット',
    subject: '件名',
    joined: '{name}が参加しました',
    left: '{name}が退出しました',
    restarted: 'コンタクトセンターが新しい記録を開始しました',
    notSent: '未送信',
    notConfirmed: '未確認',
    text: 'テキスト',
    webPage: 'ウェブページ (HTML)',
  },
  'zh-Hans': {
    heading: '聊天',
    subject: '主题',
    joined: '{name}加入了聊天',
    left: '{name}离开了聊天',
    restarted: '联络中心开始了新的记录',
    notSent: '未发送',
    notConfirmed: '未确认',
    text: '文本',
    webPage: '网页 (HTML)',
  },
};

export function getTranscriptLabels(language: Language): TranscriptLabels {
  return { ...WORDS[language], language, direction: directionOf(language) };
}

/** A name is put in as it is, also one with signs that mean something to `replace`. */
export function insertName(template: string, name: string): string {
  return template.replace('{name}', () => name);
}
