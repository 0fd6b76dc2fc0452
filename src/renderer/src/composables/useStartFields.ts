import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { findAnswerFault, trimAnswer, type StartAnswers } from '@shared/startFields';
import { useAppStore } from '../stores/app';
import { useDraftsStore } from '../stores/drafts';
import { answerFaultSentence, showField, type ShownField } from '../text/startAnswers';
import { useText } from './useText';

/**
 * The fields that the administrator has configured, for the department that is chosen, in the language of the page,
 * and what is wrong with their answers.
 */
export function useStartFields() {
  const { locale } = useI18n({ useScope: 'global' });
  const text = useText();
  const app = useAppStore();
  const drafts = useDraftsStore();
  const department = computed(() => app.connection.departments.find(({ id }) => id === drafts.department));
  const asked = computed(() => department.value?.startFields ?? app.preferences.startFields);
  const fields = computed(() => asked.value.map((field) => showField(field, locale.value)));

  /** The sentence for each answer that cannot be sent, in the order of the fields. */
  const faults = computed(() => new Map(asked.value.flatMap((field, number) => findFault(field, number))));

  function findFault(field: (typeof asked.value)[number], number: number): [string, string][] {
    const fault = findAnswerFault(field, drafts.answers[field.key]);
    const shown: ShownField | undefined = fields.value[number];
    return fault === null || !shown ? [] : [[field.key, answerFaultSentence(shown, fault, text)]];
  }

  /** As plain values, which may cross to main; nothing where nothing is asked. */
  function getAnswers(): { readonly answers?: StartAnswers } {
    if (asked.value.length === 0) return {};
    const given = asked.value.map((field) => [field.key, trimAnswer(field, drafts.answers[field.key])]);
    return { answers: Object.fromEntries(given) as StartAnswers };
  }

  return { fields, faults, getAnswers };
}
