import { createHash } from 'node:crypto';
import { directionOf } from '@shared/language';
import type { Language } from '@shared/preferences';
import { DESKTOP_TEXTS } from '../desktop/texts';

export interface CalmPage {
  readonly content: string;
  readonly contentPolicy: string;
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { box-sizing: border-box; margin: 0; min-block-size: 100vh; padding: 2rem;
    display: grid; place-content: center; text-align: center; text-wrap: balance;
    font: clamp(1.25rem, 2.6vmin, 3rem)/1.5 system-ui, sans-serif; background: #f3f2ee; color: #1b2324; }
  h1 { font-size: 1.75em; line-height: 1.25; margin: 0 0 0.5em; }
  p { margin: 0; }
  @media (prefers-color-scheme: dark) { body { background: #101616; color: #e9eeec; } }
`;

/** No script, nothing from outside, and of styles only this one. In the page itself too: it may come without a header. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
const POLICY_TAG = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;

/** One moment, in the language of the app: a page that needs nothing of the app. Unless told otherwise it comes back. */
export function renderCalmPage(
  language: Language,
  sentence: string = DESKTOP_TEXTS[language].calmSentence,
): CalmPage {
  const { calmHeading } = DESKTOP_TEXTS[language];
  const content =
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">${POLICY_TAG}` +
    `<title>${calmHeading}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${calmHeading}</h1><p>${sentence}</p></main></body></html>`;
  return { content, contentPolicy: `${POLICY}; sandbox` };
}
