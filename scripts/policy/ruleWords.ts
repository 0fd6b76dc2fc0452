import type { SettingName } from '../../src/shared/settings';
import { getSettingSchema } from './policySchema';

/** Where the rule of a setting says more than a schema can. */
const RULES: Readonly<Partial<Record<SettingName, string>>> = {
  serverUrl:
    'at most 2048 characters; a full `https://` address; `http://` only for this computer or with `allowInsecureHttp`; no user name, password, `?` or `#`. Slashes at the end and spaces around it are dropped',
  contactCenterId: '1 to 128 printable ASCII characters without spaces',
  extraHeaders:
    'an object of names and values. A name is 1 to 64 characters allowed in header names; a value is up to 1024 printable ASCII characters. Refused in any letter case: `Authorization`, `Proxy-Authorization`, `Cookie`, `Host`, `ContactCenterId`, `Content-Type`, `Content-Length`, `Connection`, `Transfer-Encoding`',
  accentColor: 'empty, or `#` and six hexadecimal digits',
  logo: 'path of a PNG, JPEG, WebP or SVG file of at most 1 MiB',
  updateServer: 'empty, or an `https://` address of at most 2048 characters, without a user name, `?` or `#`',
  startFields: 'a list of at most 12 fields, [below](#fields-of-the-start-screen)',
};

function joinWords(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${String(quoted.at(-1))}`;
}

/** The rule of a setting in words; by default those of its schema. */
export function describeRule(name: SettingName): string {
  const own = RULES[name];
  if (own !== undefined) return own;
  const {
    type,
    enum: choices,
    pattern,
    minLength,
    maxLength,
    minimum,
    maximum,
    maxItems,
  } = getSettingSchema(name);
  if (choices !== undefined) return joinWords(choices.map(String));
  switch (type) {
    case 'boolean':
      return joinWords(['true', 'false']);
    case 'string': {
      const parts = [
        ...(minLength === undefined ? [] : [`at least ${minLength} characters`]),
        ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
        ...(pattern === undefined ? [] : [`matches \`${pattern.replaceAll('|', '\\|')}\``]),
      ];
      return parts.length === 0 ? 'a text' : parts.join('; ');
    }
    case 'integer':
    case 'number': {
      const kind = type === 'integer' ? 'a whole number' : 'a number';
      return minimum === undefined || maximum === undefined ? kind : `${kind} from ${minimum} to ${maximum}`;
    }
    case 'array':
      return maxItems === undefined ? 'a list' : `a list of at most ${maxItems} entries`;
    default:
      return 'an object';
  }
}
