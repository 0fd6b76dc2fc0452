/** Contents that are hard to show. */

export const LONG_NAME = 'Maximiliane-Theodora von und zu Hohenstein-Wittgenstein '
  .repeat(180)
  .slice(0, 10_000);

export const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(20);

/** Letters under so many accents that they paint over the lines above and below. */
export const ZALGO = [...'Zalgo is coming']
  .map((letter) => (letter === ' ' ? letter : `${letter}${'\u0301\u0316\u0334\u0351\u0489'.repeat(8)}`))
  .join('');

export const EMOJI = '👩🏽‍💻 👨‍👩‍👧‍👦 🇩🇪 🏳️‍🌈 👍🏿';

export const MARKUP = '<img src=x onerror="alert(1)"> <b>bold</b> {{ 1 + 1 }} &amp; </script>';

/** The mark in it turns the direction of everything that follows. */
export const TURNED = 'Pay \u202eecivres\u202c here: the marks in this line turn its direction.';

export const ARABIC = {
  customer: 'ليلى',
  agent: 'سامي',
  subject: 'لم تصل شحنتي بعد',
  greeting: 'مرحبًا ليلى، أنا سامي. كيف يمكنني مساعدتك اليوم؟',
  number: 'رقم الشحنة هو 4711-0815 وكان من المفترض أن تصل يوم الثلاثاء.',
  answer: 'شكرًا لك. الشحنة الآن في مركز التوزيع في مدينتك، وستصلك غدًا بين الساعة 9 و12.',
} as const;
