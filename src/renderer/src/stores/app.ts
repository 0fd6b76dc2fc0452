import { computed, ref, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { AppSnapshot, CommandArgument, DemoView } from '@shared/ipc/contract';
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
    locked: [],
  });
  const demo = shallowRef<DemoView>({ name: 'off', consoleUrl: null });

  /** The running demo is a contact center too. */
  const canChat = computed(() => connection.value.configured || demo.value.name === 'running');

  function applySnapshot(snapshot: AppSnapshot): void {
    version.value = snapshot.version;
    kiosk.value = snapshot.kiosk;
    connection.value = snapshot.connection;
    demo.value = snapshot.demo;
    readiness.value = 'ready';
  }

  function applyConnection(view: ConnectionView): void {
    connection.value = view;
  }

  function applyDemo(view: DemoView): void {
    demo.value = view;
  }

  /** Main did not answer. A screen that is already there stays: what it shows is still the latest known. */
  function applyTrouble(): void {
    if (readiness.value === 'loading') readiness.value = 'trouble';
  }

  const saveConnection = (values: ConnectionValues) => callMain('settings:saveConnection', values);
  const testConnection = (values: ConnectionValues) => callMain('settings:testConnection', values);
  const startDemo = () => callMain('demo:start', {});

  return {
    readiness,
    version,
    kiosk,
    connection,
    demo,
    canChat,
    applySnapshot,
    applyConnection,
    applyDemo,
    applyTrouble,
    saveConnection,
    testConnection,
    startDemo,
  };
});
