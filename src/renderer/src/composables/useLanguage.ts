import { computed, readonly, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { FALLBACK_LANGUAGE, languageOf } from '@shared/language';
import type { Language } from '@shared/preferences';
import { applyLanguage } from '../locales';
import { loadMessages } from '../locales/loadMessages';
import { useAppStore } from '../stores/app';

/**
 * The page speaks the language that the preferences say, from the moment they say it. Until the texts are there it
 * goes on in the language it speaks; where they cannot be read it speaks English.
 *
 * @returns whether the page speaks its language for the first time, and need not be seen in another one before.
 */
export function useLanguage(): Readonly<Ref<boolean>> {
  const app = useAppStore();
  const { locale, availableLocales, setLocaleMessage } = useI18n({ useScope: 'global' });
  const wanted = computed(() => languageOf(app.preferences.language, app.systemLanguages));
  const hasSpoken = ref(false);

  async function findSpeakable(language: Language): Promise<Language> {
    try {
      setLocaleMessage(language, await loadMessages(language));
      return language;
    } catch (cause) {
      console.error(cause);
      return FALLBACK_LANGUAGE;
    }
  }

  function speak(language: Language): void {
    locale.value = language;
    applyLanguage(document.documentElement, language);
    if (app.readiness === 'ready') hasSpoken.value = true;
  }

  watch(
    [wanted, () => app.readiness],
    async ([language]) => {
      // English, and what has been spoken before, changes at once and not a moment later.
      const speakable = availableLocales.includes(language) ? language : await findSpeakable(language);
      // Somebody may have chosen again in the meantime.
      if (language === wanted.value) speak(speakable);
    },
    { immediate: true },
  );

  return readonly(hasSpoken);
}
