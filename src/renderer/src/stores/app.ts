import { computed, ref, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type {
  AppSnapshot,
  CommandArgument,
  DemoView,
  Prefill,
  WindowAnswer,
  WindowQuestion,
} from '@shared/ipc/contract';
import { DEFAULT_PREFERENCES, type Choice, type PreferencesView } from '@shared/preferences';
import type { ProxySignInAnswer, ProxySignInView } from '@shared/proxySignIn';
import type { CounterView } from '@shared/counter';
import type { ConnectionView } from '@shared/settings';
import { callMain } from '../bridge';

export type ConnectionValues = CommandArgument<'settings:saveConnection'>;

/** Whether the page has heard from main yet. */
export type Readiness = 'loading' | 'ready' | 'trouble';

/** Everything around the chat as main has it: the connection, the demo, the kind of machine. */
export const useAppStore = defineStore('app', () => {
  const readiness = ref<Readiness>('loading');
  const version = ref('');
  const kiosk = ref(false);
  const connection = shallowRef<ConnectionView>({
    configured: false,
    serverUrl: '',
    contactCenterId: '',
    departments: [],
    locked: [],
  });
  const demo = shallowRef<DemoView>({ name: 'off', consoleUrl: null });

  const question = shallowRef<WindowQuestion | null>(null);
  const prefill = shallowRef<Prefill | null>(null);
  const proxySignIn = shallowRef<ProxySignInView | null>(null);
  /** There was a failure a moment ago, and it is over. */
  const isBack = ref(false);

  const preferencesView = shallowRef<PreferencesView>({ values: DEFAULT_PREFERENCES, locked: [] });
  const preferences = computed(() => preferencesView.value.values);
  const lockedPreferences = computed(() => preferencesView.value.locked);
  const hasLogo = ref(false);
  const hasAttractPicture = ref(false);
  /** Null on a desk. */
  const counter = shallowRef<CounterView | null>(null);
  const systemLanguages = shallowRef<readonly string[]>([]);

  /** The running demo is a contact center too. */
  const canChat = computed(() => connection.value.configured || demo.value.name === 'running');

  function applySnapshot(snapshot: AppSnapshot): void {
    version.value = snapshot.version;
    kiosk.value = snapshot.kiosk;
    connection.value = snapshot.connection;
    preferencesView.value = snapshot.preferences;
    hasLogo.value = snapshot.hasLogo;
    hasAttractPicture.value = snapshot.hasAttractPicture;
    counter.value = snapshot.counter;
    systemLanguages.value = snapshot.systemLanguages;
    demo.value = snapshot.demo;
    question.value = snapshot.question;
    prefill.value = snapshot.prefill;
    proxySignIn.value = snapshot.proxySignIn;
    // Only to somebody who was in the middle of something.
    isBack.value = snapshot.isBack && snapshot.chat.phase.name !== 'idle';
    readiness.value = 'ready';
  }

  function applyConnection(view: ConnectionView): void {
    connection.value = view;
  }

  function applyPreferences(view: PreferencesView): void {
    preferencesView.value = view;
  }

  function applyDemo(view: DemoView): void {
    demo.value = view;
  }

  function applyQuestion(asked: WindowQuestion | null): void {
    question.value = asked;
  }

  /** The person has been told. */
  function forgetFailure(): void {
    isBack.value = false;
  }

  function applyPrefill(suggested: Prefill | null): void {
    prefill.value = suggested;
  }

  function applyProxySignIn(asked: ProxySignInView | null): void {
    proxySignIn.value = asked;
  }

  function applyCounter(view: CounterView): void {
    counter.value = view;
  }

  /** Main did not answer. A screen that is already there stays: what it shows is still the latest known. */
  function applyTrouble(): void {
    if (readiness.value === 'loading') readiness.value = 'trouble';
  }

  const saveConnection = (values: ConnectionValues) => callMain('settings:saveConnection', values);
  const testConnection = (values: ConnectionValues) => callMain('settings:testConnection', values);
  const choose = (choice: Choice) => callMain('settings:choose', choice);
  const answerQuestion = (answer: WindowAnswer) => callMain('question:answer', { answer });
  const readAbout = () => callMain('app:readAbout', {});
  const answerProxySignIn = (answer: ProxySignInAnswer) => callMain('proxySignIn:answer', answer);
  const exportDiagnostics = () => callMain('diagnostics:export', {});
  const getStatus = () => callMain('diagnostics:getStatus', {});
  const startDemo = () => callMain('demo:start', {});
  const beginAtCounter = () => callMain('counter:begin', {});
  const askForMoreTime = () => callMain('counter:giveMoreTime', {});
  const finishAtCounter = () => callMain('counter:finish', {});

  return {
    readiness,
    version,
    kiosk,
    connection,
    preferences,
    lockedPreferences,
    hasLogo,
    hasAttractPicture,
    counter,
    systemLanguages,
    demo,
    question,
    prefill,
    proxySignIn,
    isBack,
    canChat,
    applySnapshot,
    applyConnection,
    applyPreferences,
    applyDemo,
    applyQuestion,
    applyPrefill,
    applyProxySignIn,
    applyCounter,
    forgetFailure,
    applyTrouble,
    saveConnection,
    testConnection,
    choose,
    answerQuestion,
    readAbout,
    answerProxySignIn,
    getStatus,
    exportDiagnostics,
    startDemo,
    beginAtCounter,
    askForMoreTime,
    finishAtCounter,
  };
});
