import { useI18n } from 'vue-i18n';
import type { MessageKey } from '../locales/messageKey';

export type TextValues = Readonly<Record<string, string | number>>;
/** `count` chooses the plural form, where the text has several. */
export type TextOf = (key: MessageKey, values?: TextValues, count?: number) => string;

/** The texts of the interface, by keys that the compiler knows. */
export function useText(): TextOf {
  const { t } = useI18n({ useScope: 'global' });
  return (key, values = {}, count) => (count === undefined ? t(key, values) : t(key, values, count));
}
