import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { createTimeFormats, type TimeFormats } from '../text/times';

export function useTimeFormats(): ComputedRef<TimeFormats> {
  const { locale } = useI18n({ useScope: 'global' });
  return computed(() => createTimeFormats(locale.value, navigator.language));
}
