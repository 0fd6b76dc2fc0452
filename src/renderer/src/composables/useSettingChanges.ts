import { reactive } from 'vue';
import type { SettingName } from '@shared/settings';
import type { SettingChangeResult, SettingInput, SettingView } from '@shared/settingViews';
import type { IpcError } from '@shared/ipc/contract';
import type { Result } from '@shared/result';
import type { MessageKey } from '../locales/messageKey';
import { useSettingsStore } from '../stores/settings';
import { REFUSAL_SENTENCES } from '../text/sentences';
import { describeInWords } from '../text/settingWords';
import { useText } from './useText';

/** How the last change of a setting went. */
export type SettingOutcome =
  | { readonly name: 'saved' }
  /**
   * Null is what the setting itself asks of its value. The details are main's own sentences, in English, for a value of
   * many parts and for a setting that has no words for what it asks.
   */
  | { readonly name: 'fault'; readonly sentence: MessageKey | null; readonly details: readonly string[] };

/** Changes settings one by one, and remembers beside which of them something has to be said. */
export function useSettingChanges() {
  const settings = useSettingsStore();
  const text = useText();
  const outcomes = reactive(new Map<SettingName, SettingOutcome>());

  function toOutcome(view: SettingView, answer: Result<SettingChangeResult, IpcError>): SettingOutcome {
    const fault = (sentence: MessageKey | null, details: readonly string[] = []): SettingOutcome => ({
      name: 'fault',
      sentence,
      details,
    });
    if (!answer.ok) return fault(REFUSAL_SENTENCES[answer.error.code]);
    const result = answer.value;
    switch (result.name) {
      case 'saved':
        return { name: 'saved' };
      case 'notSaved':
        return fault('connection.notSaved');
      case 'locked':
        return fault('connection.fault.locked');
      case 'refused': {
        const { rule } = describeInWords(view, text);
        return rule === null ? fault('settings.notUsable', result.sentences) : fault(null);
      }
    }
  }

  async function keepOutcome(
    view: SettingView,
    change: Promise<Result<SettingChangeResult, IpcError>>,
  ): Promise<void> {
    // Only the latest "Saved." stands on the screen.
    for (const [name, { name: how }] of outcomes) if (how === 'saved') outcomes.delete(name);
    outcomes.set(view.name, toOutcome(view, await change));
  }

  return {
    outcomes,
    change: (view: SettingView, input: SettingInput) => keepOutcome(view, settings.change(view.name, input)),
    reset: (view: SettingView) => keepOutcome(view, settings.reset(view.name)),
  };
}
