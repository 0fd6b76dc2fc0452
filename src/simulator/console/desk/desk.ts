import {
  computed,
  inject,
  reactive,
  readonly,
  ref,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue';
import type { Command } from '../../consoleContract';
import { connect } from './connection';
import {
  applyNews,
  countCalls,
  createDeskState,
  sectionsOf,
  select,
  watch,
  type DeskState,
  type OpenChat,
  type Sections,
} from './deskState';

const NAME_KEY = 'agent-name';
const DEFAULT_NAME = 'Sam';
const PROBLEM_SHOWN_MS = 6000;

/** The one store of the page. */
export interface Desk {
  readonly state: Readonly<DeskState>;
  readonly sections: ComputedRef<Sections>;
  readonly selected: ComputedRef<OpenChat | undefined>;
  readonly calls: ComputedRef<number>;
  readonly isConnected: Readonly<Ref<boolean>>;
  /** Why the last thing did not work, for a few seconds. */
  readonly problem: Readonly<Ref<string | null>>;
  /** What was typed and not sent, by chat. */
  readonly drafts: Record<string, string>;
  readonly myName: Ref<string>;
  select(chatId: string | null): void;
  watch(isWatched: boolean): void;
  send(command: Command): Promise<boolean>;
  stop(): void;
}

export const deskKey: InjectionKey<Desk> = Symbol('desk');

export function useDesk(): Desk {
  const desk = inject(deskKey);
  if (!desk) throw new Error('There is no desk above this component');
  return desk;
}

export function createDesk(): Desk {
  const state = reactive(createDeskState());
  const isConnected = ref(false);
  const problem = ref<string | null>(null);
  const typedName = ref(localStorage.getItem(NAME_KEY) ?? DEFAULT_NAME);
  let hideProblem: ReturnType<typeof setTimeout> | undefined;

  const connection = connect({
    onNews: (news) => applyNews(state, news),
    onConnected: (connected) => (isConnected.value = connected),
  });

  function showProblem(message: string): void {
    problem.value = message;
    clearTimeout(hideProblem);
    hideProblem = setTimeout(() => (problem.value = null), PROBLEM_SHOWN_MS);
  }

  return {
    state: readonly(state) as Readonly<DeskState>,
    sections: computed(() => sectionsOf(state)),
    selected: computed(() => (state.selectedId === null ? undefined : state.chats.get(state.selectedId))),
    calls: computed(() => countCalls(state)),
    isConnected: readonly(isConnected),
    problem: readonly(problem),
    drafts: reactive({}),
    myName: computed({
      get: () => typedName.value,
      set(name) {
        typedName.value = name.trim() || DEFAULT_NAME;
        localStorage.setItem(NAME_KEY, typedName.value);
      },
    }),
    select: (chatId) => select(state, chatId),
    watch: (isWatched) => watch(state, isWatched),
    async send(command) {
      const answer = await connection.send(command);
      if (!answer.ok) showProblem(answer.error.message);
      return answer.ok;
    },
    stop() {
      clearTimeout(hideProblem);
      connection.stop();
    },
  };
}
