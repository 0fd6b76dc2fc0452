import type { Language } from '@shared/preferences';

/**
 * The keys of the keyboard on the screen, row by row, with a space between two keys. Phone-like and not as on a desk:
 * ten to thirteen keys in a row, so that each is wide enough for a finger.
 */
export interface Layout {
  readonly letters: readonly string[];
  /** With the shift key. Without it, the letters are written large as the language does. */
  readonly shifted?: readonly string[];
  /** It has no Latin letters, which names and e-mail addresses may need. */
  readonly needsLatin?: boolean;
}

const QWERTY = ['q w e r t y u i o p', 'a s d f g h j k l', 'z x c v b n m'] as const;
const withAccents = (accents: string): Layout => ({ letters: [accents, ...QWERTY] });

export const LATIN: Layout = { letters: QWERTY };

const UKRAINIAN: Layout = {
  letters: ['й ц у к е н г ш щ з х ї', 'ф і в а п р о л д ж є ґ', "я ч с м и т ь б ю '"],
  needsLatin: true,
};

const ARABIC: Layout = {
  letters: ['ض ص ث ق ف غ ع ه خ ح ج', 'ش س ي ب ل ا ت ن م ك ط', 'ذ ئ ء ؤ ر ى ة و ز ظ د'],
  shifted: ['أ إ آ ٱ لا لأ لإ لآ', 'َ ً ُ ٌ ِ ٍ ّ ْ', '، ؛ ؟ ـ « »'],
  needsLatin: true,
};

const HEBREW: Layout = {
  letters: ['ק ר א ט ו ן ם פ', 'ש ד ג כ ע י ח ל ך ף', 'ז ס ב ה נ מ צ ת ץ'],
  shifted: ['\' " ־ ׳ ״ ₪', '', ''],
  needsLatin: true,
};

/** InScript, the standard of India, whose second level holds what begins a word. */
const HINDI: Layout = {
  letters: ['ौ ै ा ी ू ब ह ग द ज ड ़', 'ो े ् ि ु प र क त च ट ृ', 'ं म न व ल स य ँ ः ।'],
  shifted: ['औ ऐ आ ई ऊ भ ङ घ ध झ ढ ञ', 'ओ ए अ इ उ फ ऱ ख थ छ ठ ऋ', 'ण ळ श ष ॐ ऽ ॥'],
  needsLatin: true,
};

/** The fifty sounds. A mark after a sign changes that sign; the second level is katakana. Nothing becomes kanji. */
const JAPANESE: Layout = {
  letters: [
    'あ か さ た な は ま や ら わ',
    'い き し ち に ひ み ゆ り を',
    'う く す つ ぬ ふ む よ る ん',
    'え け せ て ね へ め ゛ れ ー',
    'お こ そ と の ほ も ゜ ろ っ',
    'ゃ ゅ ょ ぁ ぃ ぅ ぇ ぉ 、 。',
  ],
  shifted: [
    'ア カ サ タ ナ ハ マ ヤ ラ ワ',
    'イ キ シ チ ニ ヒ ミ ユ リ ヲ',
    'ウ ク ス ツ ヌ フ ム ヨ ル ン',
    'エ ケ セ テ ネ ヘ メ ゛ レ ー',
    'オ コ ソ ト ノ ホ モ ゜ ロ ッ',
    'ャ ュ ョ ァ ィ ゥ ェ ォ 、 。',
  ],
  needsLatin: true,
};

export const LAYOUTS: Readonly<Record<Language, Layout>> = {
  en: LATIN,
  es: { letters: ['á é í ó ú ü ¿ ¡', QWERTY[0], `${QWERTY[1]} ñ`, QWERTY[2]] },
  fr: {
    letters: ['é è ê ë à â ç ù û ô î ï œ', 'a z e r t y u i o p', 'q s d f g h j k l m', "w x c v b n '"],
  },
  de: { letters: ['q w e r t z u i o p ü', 'a s d f g h j k l ö ä', 'y x c v b n m ß'] },
  'pt-BR': { letters: ['á â ã à é ê í ó ô õ ú', QWERTY[0], `${QWERTY[1]} ç`, QWERTY[2]] },
  it: withAccents('à è é ì ò ù'),
  pl: withAccents('ą ć ę ł ń ó ś ź ż'),
  tr: { letters: ['q w e r t y u ı o p ğ ü', 'a s d f g h j k l ş i', 'z x c v b n m ö ç'] },
  uk: UKRAINIAN,
  ar: ARABIC,
  he: HEBREW,
  hi: HINDI,
  ja: JAPANESE,
  // Signs would need a dictionary that learns; what can be typed is Latin letters, such as pinyin.
  'zh-Hans': LATIN,
};

export const SIGNS: readonly string[] = [
  '1 2 3 4 5 6 7 8 9 0',
  '@ # € & _ - ( ) = %',
  '" \' * : ; ! ? / + .',
  ', < > [ ] { } | \\ ~',
];

/** The keys of each row. `isLarge` is the state of the shift key. */
export function keyRows(
  layout: Layout,
  isLarge: boolean,
  language: Language,
): readonly (readonly string[])[] {
  const rows = isLarge && layout.shifted ? layout.shifted : layout.letters;
  const written = rows.map((row) => row.split(' ').filter((key) => key !== ''));
  if (!isLarge || layout.shifted) return written;
  return written.map((keys) => keys.map((key) => (key === 'ß' ? 'ẞ' : key.toLocaleUpperCase(language))));
}

const MARKS: Readonly<Record<string, string>> = { '゛': '\u3099', '゜': '\u309a' };

/** What the sign before becomes by this key; null where the key is simply added. */
export function composeKana(before: string, key: string): string | null {
  const mark = MARKS[key];
  if (mark === undefined || before === '') return null;
  const composed = `${before}${mark}`.normalize('NFC');
  return composed.length === 1 ? composed : null;
}
