import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { MessageKey } from '../locales/messageKey';

export type TextValues = Readonly<Record<string, string | number>>;
/** With a `count`, the form of the text that the count takes; the text has it as `{n}` and `{count}`. */
export type TextOf = (key: MessageKey, values?: TextValues, count?: number) => string;

/** The texts of the interface, by keys that the compiler knows. Numbers are written as the language writes them. */
export function useText(): TextOf {
  const { t, locale } = useI18n({ useScope: 'global' });
  const numbers = computed(() => new Intl.NumberFormat(locale.value));

  function write(value: string | number): string {
    return typeof value === 'number' ? numbers.value.format(value) : value;
  }

  return (key, values = {}, count) => {
    const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]));
    return count === undefined
      ? t(key, written)
      : t(key, { n: write(count), count: write(count), ...written }, count);
  };
}
