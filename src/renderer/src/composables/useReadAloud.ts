import { computed, onMounted, onUnmounted, shallowRef, watch, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAccessStore } from '../stores/access';
import { useAppStore } from '../stores/app';

export interface ReadAloud {
  /** There is a voice for the language, and the counter offers it. */
  readonly canSpeak: ComputedRef<boolean>;
}

/** What a screen reader would be told, and the heading of a new screen. */
const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
/** A box that asks for an answer is read as a whole. */
const ASKING = '[role=alertdialog]';

/** The voice for the language that needs no network, or none: a text of a customer must not leave the machine. */
export function findVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
): SpeechSynthesisVoice | undefined {
  const spoken = new Intl.Locale(language).language;
  const local = voices.filter((voice) => voice.localService && isOf(voice, spoken));
  return local.find(({ lang }) => lang.replace('_', '-') === language) ?? local[0];
}

function isOf({ lang }: SpeechSynthesisVoice, language: string): boolean {
  return lang.toLowerCase().split(/[-_]/, 1)[0] === language;
}

/** What lies under the curtain, or behind a box, is not to be heard either. */
const isCovered = (element: Element) => element.closest('[inert]') !== null;

/** The words that name and explain it. */
function readLabels(element: Element): string {
  const ids = ['aria-labelledby', 'aria-describedby'].flatMap(
    (name) => element.getAttribute(name)?.split(' ') ?? [],
  );
  return ids.map((id) => document.getElementById(id)?.textContent.trim() ?? '').join(' ');
}

/**
 * Reads out what happens, for a customer at a counter who has switched it on: each message and each state once, as the
 * page announces it to screen readers anyway. It ends with the customer.
 */
export function useReadAloud(): ReadAloud {
  const app = useAppStore();
  const access = useAccessStore();
  const { locale } = useI18n({ useScope: 'global' });
  const synthesis: SpeechSynthesis | undefined = window.speechSynthesis;
  const voices = shallowRef<readonly SpeechSynthesisVoice[]>([]);
  const voice = computed(() => findVoice(voices.value, locale.value));
  const canSpeak = computed(() => app.preferences.readAloud && voice.value !== undefined);
  const isOn = computed(() => canSpeak.value && access.isReadAloud);
  const said = new WeakMap<Element, string>();

  function noteVoices(): void {
    voices.value = synthesis?.getVoices() ?? [];
  }

  const stop = () => synthesis?.cancel();

  /** Says it after what is being said. */
  function speak(sentence: string): void {
    if (!isOn.value || voice.value === undefined || sentence.trim() === '') return;
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice.value;
    utterance.lang = voice.value.lang;
    synthesis?.speak(utterance);
  }

  function speakOnce(element: Element, sentence = element.textContent.trim()): void {
    if (isCovered(element)) return;
    if (said.get(element) === sentence) return;
    said.set(element, sentence);
    speak(sentence);
  }

  function noteChanges(changes: readonly MutationRecord[]): void {
    if (!isOn.value) return;
    const changed = changes.map(({ target }) => (target instanceof Element ? target : target.parentElement));
    const added = changes.flatMap(({ addedNodes }) =>
      [...addedNodes].filter((node) => node instanceof Element),
    );
    const live = [...changed, ...added].flatMap((element) => {
      const region = element?.closest(LIVE);
      return region ? [region] : [...(element?.querySelectorAll(LIVE) ?? [])];
    });
    for (const element of added) {
      const asking = [element, ...element.querySelectorAll(ASKING)].filter((found) => found.matches(ASKING));
      for (const box of asking) speakOnce(box, readLabels(box));
      for (const heading of element.querySelectorAll('h1'))
        if (heading.closest(ASKING) === null) speakOnce(heading);
    }
    for (const region of new Set(live)) speakOnce(region);
  }

  const observer = new MutationObserver(noteChanges);
  onMounted(() => {
    noteVoices();
    // Some systems load their voices late.
    synthesis?.addEventListener('voiceschanged', noteVoices);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  onUnmounted(() => {
    synthesis?.removeEventListener('voiceschanged', noteVoices);
    observer.disconnect();
    stop();
  });

  watch(isOn, (on) => {
    stop();
    if (!on) return;
    for (const heading of document.querySelectorAll('h1')) speak(heading.textContent);
  });

  // The curtain falls or rises, the customer has gone: what was being said is no longer for whoever stands here.
  watch(() => app.counter?.name, stop);

  return { canSpeak };
}
